import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { affectedCommand } from "../../../../cli/commands/affected";
import { applyCommand } from "../../../../cli/commands/apply";
import { planCommand } from "../../../../cli/commands/plan";
import type { CommandContext } from "../../../../cli/frame";
import { workOnSelection } from "../../../../cli/options/affected-selection";
import { applyStage, planStage } from "../../../../runner";
import { RunDisplay } from "../../../../runner/progress";
import { Interruption } from "../../../../runner/terraform";
import { Workbench } from "../../runner/support/workbench";

const STACKS = {
  "fin-foundation": [],
  "mkt-foundation": [],
  "gov-domain": ["fin-foundation"],
  "fin-association": ["gov-domain"],
};
let bench: Workbench;
beforeEach(() => {
  bench = new Workbench("dev").stacks(STACKS);
  for (const id of Object.keys(STACKS)) bench.givenState(id, "full");
});
afterEach(() => bench.dispose());

const error = (summary: string): object => ({ type: "diagnostic", diagnostic: { severity: "error", summary } });
const changed = (addr: string, action: string): object => ({
  type: "planned_change",
  change: { resource: { addr }, action },
});
const applied = () => bench.calls().filter((call) => call.endsWith(" apply"));
const planned = () => bench.calls().filter((call) => call.endsWith(" plan"));

const never = () => Promise.reject(new Error("there is something to work on"));

describe("a run that is continued", () => {
  test("applies what was left, and not again what was applied", async () => {
    bench.scenario({
      // What is applied has an empty plan from then on, as with terraform.
      "fin-foundation": { plan: [{}, { exit: 0 }] },
      "mkt-foundation": { plan: [{}, { exit: 0 }] },
      "gov-domain": { apply: [{ exit: 1, lines: [error("limit")] }, {}] },
    });
    const first = await applyStage(bench.options());
    expect(first.stacks.map(({ status }) => status)).toEqual(["applied", "applied", "failed", "not started"]);
    bench.forgetCalls();
    bench.scenario({ "fin-foundation": { plan: [{ exit: 0 }] }, "mkt-foundation": { plan: [{ exit: 0 }] } });
    const second = await applyStage(bench.options());
    expect(second.stacks.map(({ status }) => status)).toEqual(["unchanged", "unchanged", "applied", "applied"]);
    expect(applied()).toEqual(["gov-domain apply", "fin-association apply"]);
  });

  test("looks again after a round, works on what that found, and keeps the logs of the first", async () => {
    const selections = [["fin-association", "gov-domain"], ["fin-association"]];
    const outcome = await workOnSelection(
      bench.options(),
      { stacks: ["gov-domain"] },
      (options) => applyStage(options),
      () => Promise.resolve({ stacks: selections.shift() ?? [] }),
      never,
    );
    expect(outcome.stacks.map(({ stack, status }) => `${stack} ${status}`)).toEqual([
      "gov-domain applied",
      "fin-association applied",
    ]);
    expect(applied()).toEqual(["gov-domain apply", "fin-association apply"]);
    expect(outcome.exitCode).toBe(0);
  });

  test("does not look again after a failure", async () => {
    bench.scenario({ "gov-domain": { apply: [{ exit: 1, lines: [error("limit")] }] } });
    const again = jest.fn();
    const outcome = await workOnSelection(
      bench.options(),
      { stacks: ["gov-domain"] },
      (options) => applyStage(options),
      again,
      never,
    );
    expect(outcome.exitCode).toBe(1);
    expect(again).not.toHaveBeenCalled();
  });
});

describe("a plan that stops on the first failure", () => {
  const failing = { "fin-foundation": { plan: [{ exit: 1, lines: [error("no access")] }] } };

  test("finishes the stacks in work, and starts no further one", async () => {
    bench.scenario({ ...failing, "mkt-foundation": { plan: [{ delay: 200 }] } });
    const outcome = await planStage({ ...bench.options(), stopOnFailure: true });
    expect(outcome.stacks.map(({ status }) => status)).toEqual(["failed", "changed", "not started", "not started"]);
    expect(outcome.exitCode).toBe(1);
    expect(planned()).toHaveLength(2);
  });
});

describe("what the control-plane function says differs", () => {
  const ADDRESS = "aws_lambda_invocation.Profile_x_12345678";
  const shown = (input: unknown) => ({
    format_version: "1.2",
    resource_changes: [{ address: ADDRESS, change: { actions: ["update"], after: { input } } }],
  });

  test("is read from the saved plan of a stack that updates such a resource, and only then", async () => {
    const input = JSON.stringify({ kind: "ProjectProfile", reason: 'description: "a"\n-> "b"' });
    bench.scenario({
      "gov-domain": { plan: [{ lines: [changed(ADDRESS, "update")] }], show: [{ json: shown(input) }] },
      "fin-foundation": { plan: [{ lines: [changed(ADDRESS, "create")] }] },
      "*": { plan: [{ exit: 0 }] },
    });
    const { stacks } = await planStage(bench.options());
    expect(stacks.find(({ stack }) => stack === "gov-domain")?.changes).toEqual([
      { address: ADDRESS, action: "update", differences: 'description: "a" -> "b"' },
    ]);
    expect(bench.calls().filter((call) => call.endsWith(" show"))).toEqual(["gov-domain show"]);
  });

  test.each([
    ["an input that is known after the apply", shown(undefined)],
    ["an input that is no message", shown("text")],
    ["an object that is in sync", shown(JSON.stringify({ reason: "" }))],
    ["no plan at all", {}],
    ["a plan of a later format", { ...shown(JSON.stringify({ reason: "x" })), format_version: "2.0" }],
  ])("is left out for %s", async (_, line) => {
    bench.scenario({
      "gov-domain": { plan: [{ lines: [changed(ADDRESS, "replace")] }], show: [{ json: line }] },
      "*": { plan: [{ exit: 0 }] },
    });
    const { stacks, exitCode } = await planStage(bench.options());
    expect(stacks[2].changes).toEqual([{ address: ADDRESS, action: "replace" }]);
    expect(exitCode).toBe(2);
  });

  test("leaves out the record of the apply, which changes with everything else", async () => {
    bench.scenario({ "gov-domain": { plan: [{ lines: [changed("terraform_data.Applied", "update")] }] } });
    const { stacks } = await planStage({ ...bench.options(), stacks: ["gov-domain"] });
    expect(stacks[0]).toMatchObject({ status: "changed", changes: [] });
  });
});

describe("on the command line", () => {
  const environments = mkdtempSync(join(tmpdir(), "smus-config-"));
  const stageFile = join(environments, "main.ts");
  const printed: string[] = [];
  const context = (...argv: string[]): CommandContext => ({
    argv,
    environment: {
      ...process.env,
      ...{ AWS_EC2_METADATA_DISABLED: "true", AWS_SHARED_CREDENTIALS_FILE: "/no", AWS_CONFIG_FILE: "/no" },
      ...{ TF_WORKSPACE: "main", SMUS_ENVIRONMENTS_DIR: environments },
    },
    interruption: new Interruption(),
    display: new RunDisplay({ write: () => undefined }),
    print: (text) => void printed.push(text),
  });
  beforeEach(() => (printed.length = 0));
  beforeAll(() => {
    const sample = readFileSync(join(__dirname, "../../../../environments/samples/minimal/main.ts"), "utf8");
    writeFileSync(stageFile, sample.replace('"../../index"', '"smus-cdktf"'));
    for (const args of [
      ["init", "-q"],
      ["add", "-A"],
      ["commit", "-q", "-m", "sample"],
    ]) {
      const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
      execFileSync("git", ["-C", environments, ...identity, ...args]);
    }
  });
  afterAll(() => rmSync(environments, { recursive: true, force: true }));

  test.each([
    [affectedCommand, [], /compare with what\? pass --base <git ref>/],
    [affectedCommand, ["--base", "x", "--applied"], /exclude each other/],
    [affectedCommand, ["--base", "x", "--matrix", "circle"], /allowed: github, gitlab/],
    [affectedCommand, ["--base", "x", "--json", "--matrix", "github"], /exclude each other/],
    [affectedCommand, ["--base", "x", "--template", "f"], /belongs to --matrix gitlab/],
    [planCommand, ["--stack", ""], /--stack: got ""; allowed: ids of stacks; leave it out for all/],
    [applyCommand, ["--auto-approve", "--stack", " , "], /--stack: got ""/],
    [affectedCommand, ["--base", "--applied"], /^Option '--base' argument is ambiguous; known options/],
    [affectedCommand, ["--bass", "x"], /known options: --applied, --base/],
    [planCommand, ["--affected"], /compare with what\?/],
    [planCommand, ["--base", "HEAD"], /pass --affected, too/],
    [planCommand, ["--affected", "--applied", "--stack", "gov-domain"], /exclude each other/],
    [applyCommand, ["--auto-approve", "--affected", "--base", "no-such-ref"], /git knows no commit "no-such-ref"/],
  ] as const)("%# refuses what cannot be meant, in one line", async (command, argv, message) => {
    await expect(command.run(context(...argv))).rejects.toThrow(message);
  });

  test("answers for stage files in a repository of their own: nothing, and after a change what it affects", async () => {
    expect(await affectedCommand.run(context("--base", "HEAD", "--matrix", "gitlab"))).toBe(0);
    expect(parse(printed.join())).toHaveProperty(["nothing affected"]);
    printed.length = 0;
    writeFileSync(stageFile, readFileSync(stageFile, "utf8").replace("export default", "// a comment\nexport default"));
    await affectedCommand.run(context("--base", "HEAD"));
    expect(printed.join()).toContain("affected: 0 of 8 stacks");
    printed.length = 0;
    writeFileSync(
      stageFile,
      readFileSync(stageFile, "utf8")
        .replace("mode: ", "mode : ")
        .replace(/name: "Lake\w*"/, 'name: "Lake 2"'),
    );
    await affectedCommand.run(context("--base", "HEAD"));
    expect(printed.join()).toContain("governance-profiles\n      ~ aws_lambda_invocation.Profile_");
    expect(printed.join()).toContain("affected: 1 of 8 stacks");
  });

  test("plans nothing, and says so, where nothing is affected, and which buckets it could not search", async () => {
    execFileSync("git", ["-C", environments, "checkout", "-q", "."]);
    const json = join(environments, "out", "summary.json");
    expect(await planCommand.run(context("--affected", "--base", "HEAD", "--json", json))).toBe(0);
    const lines = printed.join("\n").split("\n");
    expect(lines[0]).toMatch(/^affected: 0 of 8 stacks, compared with HEAD \([0-9a-f]{8}\)$/);
    expect(lines.at(-1)).toMatch(/^main: no changes/);
    expect(lines[1]).toMatch(
      /^ {2}Not searched for stacks that are no longer configured: s3:\/\/\S+\/smus\/main\/: role \S+ cannot be assumed/,
    );
    const places = [{ place: expect.stringMatching(/^s3:/) as string }, {}];
    expect(JSON.parse(readFileSync(json, "utf8"))).toMatchObject({
      stacks: [],
      affected: { skipped: 8 },
      unconfigured: { stacks: [], unsearched: places },
    });
  });

  test("names the stages where one is unknown", async () => {
    await expect(affectedCommand.run(context("--base", "HEAD", "--stage", "nope"))).rejects.toThrow(
      /no stage "nope"; stages: main/,
    );
  });
});
