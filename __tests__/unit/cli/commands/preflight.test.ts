import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { preflightCommand } from "../../../../cli/commands/preflight";
import { runProgram, usage } from "../../../../cli/frame";
import { OWNING } from "../../../support/organization";

const REGISTRY = new Map([["preflight", () => Promise.resolve(preflightCommand)]]);

/** Runs the command on stage files, and answers its exit code with what it printed. */
async function run(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "smus-preflight-"));
  writeFileSync(join(directory, "dev.json"), JSON.stringify(OWNING));
  let text = "";
  const stream = new Writable({ write: (chunk: Buffer, _encoding, done) => ((text += chunk.toString()), done()) });
  const streams = { out: stream, error: stream };
  const all = { SMUS_ENVIRONMENTS_DIR: directory, AWS_EC2_METADATA_DISABLED: "true", ...environment };
  const exitCode = await runProgram(REGISTRY, ["preflight", ...argv], all, streams);
  return `${exitCode} ${text}`;
}

describe("smus preflight", () => {
  it("says its exit codes", () => {
    expect(usage(preflightCommand)).toMatch(/Exit code: 0 nothing found, 2 something found, 1 error\./);
  });

  it.each([
    [["--all", "--stage", "dev"], /^1 --all and --stage exclude each other/],
    [["--stage", "prod"], /^1 there is no stage "prod"; stages: dev/],
    [["--stage", "dev", "--account", "marketing"], /^1 --account: got "marketing"; allowed: data, finance/],
    [[], /^1 which stage\?/],
  ])("refuses %p in one line", async (argv, said) => {
    expect(await run(argv)).toMatch(said);
  });

  it("finds that no role can be assumed where AWS does not answer, account by account, with exit code 2", async () => {
    const printed = await run(["--stage", "dev", "--json", "-"], {
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_ACCESS_KEY_ID: "a",
      AWS_SECRET_ACCESS_KEY: "b",
    });
    expect(printed).toMatch(/^2 \{/);
    const { stages } = JSON.parse(printed.slice(2)) as { stages: { findings: { code: string; account: string }[] }[] };
    expect(stages[0].findings.map(({ code, account }) => `${code} ${account}`)).toEqual([
      "ROLE_NOT_ASSUMABLE data",
      "ROLE_NOT_ASSUMABLE finance",
    ]);
  });
});
