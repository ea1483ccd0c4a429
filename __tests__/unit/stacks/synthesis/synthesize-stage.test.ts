import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { loadAllStages } from "../../../../configuration";
import { synthesizeStage } from "../../../../stacks/synthesis";

const ROOT = path.resolve(__dirname, "../../../..");
/** Enough for two threads; small ones, since accounts without blueprints have one stack with a function. */
const ACCOUNTS = 600;

describe("synthesizeStage", () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), "smus-threads-"));
  const environments = path.join(directory, "environments");
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  beforeAll(() => {
    mkdirSync(environments);
    writeFileSync(
      path.join(environments, "many.ts"),
      `import { defineEnvironment } from "smus-cdktf";
       const members = Array.from({ length: ${ACCOUNTS} }, (_, n) => ["member-" + n, { id: String(200000000000 + n) }]);
       export default defineEnvironment({
         organization: { namePrefix: "many" },
         state: { backend: "local", directory: "states" },
         governanceAccount: "governance",
         accounts: { governance: { id: "111111111111" }, ...Object.fromEntries(members) },
         domain: { name: "many", region: "us-east-1" },
       });`,
    );
  });

  /** All files below a directory with their content. */
  function contents(root: string): Record<string, string> {
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
    return Object.fromEntries(
      names.filter((name) => name !== "stage").map((name) => [name, readFileSync(path.join(root, name), "latin1")]),
    );
  }

  /** `main.ts` with two cores, on whatever machine. */
  function runMain(outdir: string, more: NodeJS.ProcessEnv = {}): { status: number | null; stderr: string } {
    const { TF_WORKSPACE: _workspace, AWS_ENDPOINT_URL: _endpoint, ...inherited } = process.env;
    const variables = { TF_WORKSPACE: "many", SMUS_ENVIRONMENTS_DIR: environments, CDKTF_OUTDIR: outdir };
    return spawnSync(process.execPath, ["-r", "./bin/typescript.js", "main.ts"], {
      cwd: ROOT,
      env: { ...inherited, ...variables, SMUS_SYNTHESIS_CORES: "2", ...more },
      encoding: "utf8",
    });
  }

  test("writes the same files in one thread and, with many stacks, in several", async () => {
    const [stage] = loadAllStages(environments);
    const options = { access: "deploy", usePathStyle: false, workingDirectory: ROOT } as const;
    const alone = path.join(directory, "alone");
    await synthesizeStage({ stage, stages: [stage], options, outdir: alone }, 1);

    const divided = path.join(directory, "divided");
    const run = runMain(divided);
    expect([run.status, run.stderr]).toEqual([0, ""]);

    const [expected, actual] = [contents(alone), contents(divided)];
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    expect(Object.keys(expected).filter((name) => actual[name] !== expected[name])).toEqual([]);
    const manifest = JSON.parse(expected["manifest.json"]) as { stacks: Record<string, { dependencies: string[] }> };
    expect(Object.keys(manifest.stacks)).toHaveLength(ACCOUNTS + 2);
    expect(manifest.stacks["governance-domain"]?.dependencies).toEqual(["governance-foundation"]);
  });

  test("fails with what a thread fails with, and leaves no manifest", () => {
    const outdir = path.join(directory, "failing");
    const run = runMain(outdir, { NODE_OPTIONS: `--require ${JSON.stringify(breakThreads(directory))}` });
    expect([run.status, run.stderr.split("\n").filter((line) => line.includes("broken"))]).toEqual([
      1,
      expect.arrayContaining(["Error: this thread is broken"]),
    ]);
    expect(readdirSync(outdir)).not.toContain("manifest.json");
  });

  /** A module that ends every thread but the first. */
  function breakThreads(folder: string): string {
    const file = path.join(folder, "break-threads.js");
    writeFileSync(file, `if (!require("node:worker_threads").isMainThread) throw new Error("this thread is broken");`);
    return file;
  }
});
