import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { isolatedEnvironment } from "../../../sandbox/launcher/client-environment";

const ROOT = resolve(__dirname, "../../..");
/** The last commit before the program smus and the folder configuration/: ts-node loads its main.ts, one stage at a time. */
const EARLIER = "a6a32ce871530e504888592a88868013816a693a";

const run = (program: string, ...args: string[]) => {
  const { CDKTF_OUTDIR: _out, ...environment } = isolatedEnvironment(process.env);
  return spawnSync(program, args, { cwd: ROOT, encoding: "utf8", env: { ...environment, FORCE_COLOR: "0" } });
};
const affected = (base: string, ...more: string[]) =>
  run(process.execPath, join("bin", "smus.js"), "affected", "--base", base, "--shared-packages", ...more);

interface Answer {
  readonly notes: readonly string[];
  readonly stages: readonly {
    readonly stage: string;
    readonly total: number;
    readonly removed: readonly string[];
    readonly waves: readonly { readonly stacks: readonly { readonly stack: string; readonly change: string }[] }[];
  }[];
}

const withHistory = run("git", "cat-file", "-e", `${EARLIER}^{commit}`).status === 0;
if (!withHistory) console.warn(`SKIPPED: ${__filename} needs the history of the repository (git fetch --unshallow)`);

/** An upgrade of a clone asks which stacks the new code changes. This is the code as it was, not a stand-in. */
(withHistory ? test : test.skip)("an earlier version is the base of a comparison, synthesized by its own code", () => {
  const { status, stdout, stderr } = affected(EARLIER, "--stage", "dev", "--json");
  expect([status, stderr]).toEqual([0, ""]);
  const { stages, notes } = JSON.parse(stdout) as Answer;
  expect(stages).toMatchObject([{ stage: "dev", total: 10, removed: [] }]);
  const changes = stages.flatMap(({ waves }) => waves.flatMap(({ stacks }) => stacks));
  // Its function has another code, so both sides were there.
  expect(changes).toContainEqual(expect.objectContaining({ stack: "finance-dev-foundation", change: "changed" }));
  // The data sources of the example have a layer that the earlier version did not know.
  expect(changes.filter(({ change }) => change === "new").map(({ stack }) => stack)).toEqual([
    "data-governance-inventory",
  ]);
  expect(notes.join("\n")).toContain("package-lock.json differs");
});
