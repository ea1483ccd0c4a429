import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { destroyCommand } from "../../../cli/commands/destroy";
import { applyStage, destroyStage, driftOfStage, planStage, type RunOptions } from "../../../runner";
import { driftText } from "../../../runner/drift";
import { RunDisplay } from "../../../runner/progress";
import { destroyUnconfigured, outcomeWithoutWork } from "../../../runner/stage-operations";
import { formatStage, reportJson, reportMarkdown } from "../../../runner/summary";
import { Interruption } from "../../../runner/terraform";
import { answer } from "./drift/plan-samples";
import { Workbench, type Stacks } from "./support/workbench";

const REST: Stacks = { "gov-foundation": [], "gov-projects": ["gov-foundation"], "fin-foundation": [] };
const BEFORE: Stacks = { ...REST, "gov-inventory": ["gov-projects"], "gov-git": [] };
const GONE = ["gov-git", "gov-inventory"];
const LEFT = {
  stacks: [
    { stack: "gov-git", resources: 1 },
    { stack: "gov-inventory", resources: 1 },
  ],
  unsearched: [],
};
const COMMAND =
  "npm run destroy -- --stage dev --base <git ref that still has them> --stack gov-git --stack gov-inventory";
const NOTHING = { "*": { plan: [{ exit: 0 }] } };

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench("dev").stacks(REST).scenario(NOTHING);
  for (const id of Object.keys(BEFORE)) bench.givenState(id, "full");
});
afterEach(() => bench.dispose());
const denied = (): RunOptions => ({
  ...bench.options(),
  openStateStore: (backend) => ({
    ...bench.openStateStore(backend),
    list: () => Promise.reject(new Error("AccessDenied")),
  }),
});
const UNSEARCHED = ["x-tfstate-fin", "x-tfstate-gov"].map((bucket) => ({
  place: `s3://${bucket}/smus/dev/`,
  why: "AccessDenied",
}));

describe("stacks that are no longer configured, and hold resources,", () => {
  test("are in a plan, which is not empty then", async () => {
    const outcome = await planStage(bench.options());
    expect(outcome).toMatchObject({ exitCode: 2, unconfigured: LEFT });
    expect(outcome.stacks.map(({ status }) => status)).toEqual(["unchanged", "unchanged", "unchanged"]);
  });

  test("do not outweigh an error", async () => {
    bench.scenario({ ...NOTHING, "gov-projects": { plan: [{ exit: 1 }] } });
    expect(await planStage(bench.options())).toMatchObject({ exitCode: 1, unconfigured: LEFT });
  });

  test("leave a plan empty when they are destroyed", async () => {
    for (const id of GONE) bench.givenState(id, "empty");
    expect(await planStage(bench.options())).toMatchObject({ exitCode: 0, unconfigured: { stacks: [] } });
  });

  test("are shown with other stacks of their account, whose exit code says nothing about them", async () => {
    expect(await planStage({ ...bench.options(), stacks: ["gov-projects"] })).toMatchObject({
      exitCode: 0,
      unconfigured: LEFT,
    });
    expect(await planStage({ ...bench.options(), stacks: ["fin-foundation"] })).toMatchObject({
      exitCode: 0,
      unconfigured: { stacks: [] },
    });
  });

  test("count where the chosen stacks are all that there is something to do with, and where those are none", async () => {
    const affected = { ...bench.options(), stacks: ["fin-foundation", "gov-projects"], wholeStage: true };
    expect(await planStage(affected)).toMatchObject({ exitCode: 2, unconfigured: LEFT });
    const idle = await outcomeWithoutWork("plan", bench.options());
    expect(idle).toMatchObject({ stacks: [], exitCode: 2, unconfigured: LEFT });
    expect(await outcomeWithoutWork("apply", bench.options())).toMatchObject({ exitCode: 0, unconfigured: LEFT });
  });

  test("are named by an apply, which cannot do anything about them", async () => {
    const asking = { ...bench.options(), ask: () => Promise.resolve("yes") };
    for (const options of [bench.options(), asking])
      expect(await applyStage(options)).toMatchObject({ exitCode: 0, unconfigured: LEFT });
  });

  test("are drift", async () => {
    const options = { ...bench.options(), invoke: () => () => Promise.resolve(answer()) };
    const report = await driftOfStage(options);
    expect(report).toMatchObject({ exitCode: 2, unconfigured: LEFT });
    expect(driftText(report)).toMatch(
      /^No longer configured, and still there:\n {2}gov-git: 1 resource in its state\n/,
    );
    expect(await driftOfStage({ ...options, stacks: ["gov-projects"] })).toMatchObject({ exitCode: 0 });
  });

  test.each(["plan", "apply", "drift"] as const)("may exist where a bucket is refused: %s says so", async (command) => {
    const run = { plan: planStage, apply: applyStage, drift: driftOfStage }[command];
    bench.scenario(NOTHING);
    const outcome = await run({ ...denied(), stacks: ["fin-foundation", "gov-foundation"] });
    expect(outcome.unconfigured).toEqual({ stacks: [], unsearched: UNSEARCHED });
  });
});

describe("the summary of a run", () => {
  const outcome = { stage: "dev", stacks: [], seconds: 1, exitCode: 2 as const, unconfigured: LEFT };

  test("names them, how much they hold and the command that destroys them", () => {
    expect(formatStage(outcome, { listResources: true }).split("\n")).toEqual([
      "  No longer configured, and still there:",
      "    gov-git: 1 resource in its state",
      "    gov-inventory: 1 resource in its state",
      `    to destroy: ${COMMAND}`,
      "dev: no changes; 2 stacks no longer configured (1 s)",
    ]);
  });

  test("has them in Markdown before what changes, and in its title", () => {
    const text = reportMarkdown({ command: "plan", outcome });
    expect(text.split("\n")[0]).toBe("### Plan of stage `dev`: no changes — 2 stacks no longer configured (1 s)");
    expect(text).toContain(
      "**No longer configured, and still there:**\n\n- `gov-git`: 1 resource in its state\n- `gov-inventory`: ",
    );
    expect(text).toContain(`To destroy: \`${COMMAND}\``);
  });

  test("has them in JSON, with account and layer", () => {
    expect(JSON.parse(reportJson({ command: "plan", outcome }))).toMatchObject({
      exitCode: 2,
      unconfigured: {
        stacks: [{ stack: "gov-git", account: "gov", layer: "git", resources: 1 }, { layer: "inventory" }],
        unsearched: [],
      },
    });
  });

  test("names ten of the places that were not searched, and counts the rest", () => {
    const unsearched = Array.from({ length: 12 }, (_, index) => ({ place: `s3://b${index}/`, why: "AccessDenied" }));
    const blind = { ...outcome, exitCode: 0 as const, unconfigured: { stacks: [], unsearched } };
    const lines = formatStage(blind, { listResources: true }).split("\n");
    expect(lines).toHaveLength(12);
    expect(lines[0]).toBe("  Not searched for stacks that are no longer configured: s3://b0/: AccessDenied");
    expect(lines[10]).toBe("  and 2 more places");
    const markdown = reportMarkdown({ command: "apply", outcome: blind });
    expect(markdown).toContain("- s3://b9/: AccessDenied\n- and 2 more places\n");
    expect(markdown).not.toContain("s3://b10/");
  });
});

describe("destroyStage", () => {
  test("does not strand them, for they need what it would take away", async () => {
    await expect(destroyStage(bench.options())).rejects.toMatchObject({
      message: expect.stringMatching(
        /no longer configured, and could not be destroyed after it: gov-git \(1 resource in its state\), gov-inventory/,
      ) as string,
      detail: `destroy them first: ${COMMAND}`,
    });
    expect(bench.calls()).toEqual([]);
  });

  test("names the way to them where one is asked for by its name", async () => {
    await expect(destroyStage({ ...bench.options(), stacks: ["gov-git"] })).rejects.toMatchObject({
      message: expect.stringContaining('stage "dev" has no stack gov-git') as string,
      detail: "one that is no longer configured: npm run destroy -- --stage dev --base <git ref that still has it>",
    });
  });

  test("empties no state bucket that holds states of other stacks", async () => {
    bench.stacks({ ...REST, "gov-state": [] }).givenState("gov-state", "full");
    const destroying = destroyStage({ ...bench.options(), stacks: ["gov-state"], withState: true });
    await expect(destroying).rejects.toThrow(
      /^gov-state: the bucket holds other states of the stage; destroy their stacks first: gov-foundation \(1 .*gov-inventory/,
    );
    expect(bench.objects("gov")).toContain("smus/dev/gov/inventory/terraform.tfstate");
  });
});

describe("destroyUnconfigured", () => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", bench.root, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      stdio: "ignore",
    });
  beforeEach(() => {
    bench.stacks(BEFORE);
    writeFileSync(join(bench.root, ".gitignore"), "/node_modules\n/s3\n/.smus\n/cdktf.out\n*.ndjson\n/scenario.json\n");
    writeFileSync(join(bench.root, "environments", "dev.ts"), "");
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "before");
    bench.stacks(REST).scenario({});
  });
  const destroy = (extra: Partial<RunOptions & { base: string }> = {}) =>
    destroyUnconfigured({ ...bench.options(), base: "HEAD", ...extra });
  const applied = () => bench.calls().filter((call) => call.endsWith(" apply"));

  test("destroys what the base has and the configuration no longer, later layers first, and nothing else", async () => {
    expect(await destroy()).toMatchObject({
      exitCode: 0,
      stacks: [
        { stack: "gov-inventory", status: "destroyed" },
        { stack: "gov-git", status: "destroyed" },
      ],
    });
    expect(applied()).toEqual(["gov-inventory apply", "gov-git apply"]);
    bench.scenario(NOTHING);
    expect(await planStage(bench.options())).toMatchObject({ exitCode: 0, unconfigured: { stacks: [] } });
  });

  test("destroys the chosen of them", async () => {
    expect((await destroy({ stacks: ["gov-git"] })).exitCode).toBe(0);
    expect(applied()).toEqual(["gov-git apply"]);
  });

  test("refuses a stack that is still configured, and one that the base has not", async () => {
    await expect(destroy({ stacks: ["gov-git", "gov-projects"] })).rejects.toThrow(
      'stage "dev" still configures gov-projects: --base is for stacks that it no longer has',
    );
    await expect(destroy({ stacks: ["gov-catalog"] })).rejects.toThrow(
      'the base has no stack gov-catalog in stage "dev"; it has, and the configuration no longer: gov-git, gov-inventory',
    );
    expect(applied()).toEqual([]);
  });

  test("is held up by protection as the base has it", async () => {
    const summary = "Instance cannot be destroyed";
    const refusing = { type: "diagnostic", diagnostic: { severity: "error", summary, detail: "" } };
    bench.scenario({ "gov-git": { plan: [{ exit: 1, lines: [refusing] }] } });
    expect((await destroy()).exitCode).toBe(1);
    expect(applied()).toEqual([]);
  });

  test("says that there is nothing to destroy where the base has nothing more", async () => {
    bench.stacks(BEFORE);
    expect(await destroy()).toMatchObject({ exitCode: 0, stacks: [] });
    expect(bench.calls()).toEqual([]);
  });

  test("reads only where the run may not write", async () => {
    const environment = { ...bench.options().environment, SMUS_ACCESS: "plan" };
    await expect(destroy({ environment })).rejects.toThrow("destroy writes");
  });
});

test("the command refuses what belongs to --base alone", async () => {
  const context = {
    argv: ["--stage", "main", "--auto-approve", "--shared-packages"],
    environment: { SMUS_ENVIRONMENTS_DIR: join(__dirname, "../../../environments/samples/minimal") },
    interruption: new Interruption(),
    display: new RunDisplay({ write: () => undefined }),
    print: () => undefined,
  };
  await expect(destroyCommand.run(context)).rejects.toThrow("--base-code and --shared-packages belong to --base");
});
