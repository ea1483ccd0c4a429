import { existsSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { applyStage, destroyStage, planStage, Interruption } from "../../../runner";
import { Workbench, type Answer } from "./support/workbench";

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

const EMPTY_PLAN: Answer = { exit: 0 };
const created = (addr: string): object => ({
  type: "planned_change",
  change: { resource: { addr }, action: "create" },
});
const error = (summary: string): object => ({
  type: "diagnostic",
  diagnostic: { severity: "error", summary, detail: "why" },
});
const noChanges = () => Object.fromEntries(Object.keys(STACKS).map((id) => [id, { plan: [EMPTY_PLAN] }]));
const plans = (calls: readonly string[]) => calls.filter((call) => / (plan|apply)$/.test(call));

describe("planStage", () => {
  test("ends with 2 and the changes of every stack", async () => {
    bench.scenario({ "mkt-foundation": { plan: [{ lines: [created("a.b")] }] } });
    const outcome = await planStage(bench.options());
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stacks.map(({ stack }) => stack)).toEqual([
      "fin-foundation",
      "mkt-foundation",
      "gov-domain",
      "fin-association",
    ]);
    expect(outcome.stacks[1]).toMatchObject({ status: "changed", changes: [{ address: "a.b", action: "create" }] });
  });

  test("ends with 0 when there is nothing to do", async () => {
    bench.scenario(noChanges());
    expect((await planStage(bench.options())).exitCode).toBe(0);
  });

  test("plans under the stage's workspace, and initializes without it", async () => {
    await planStage(bench.options());
    const workspaces = new Map(bench.recorded().map(({ command, workspace }) => [command, workspace]));
    expect(Object.fromEntries(workspaces)).toEqual({ plan: "dev" });
  });

  test("initializes a stack only once for the same backend", async () => {
    await planStage(bench.options());
    bench.forgetCalls();
    await planStage(bench.options());
    expect(bench.calls().filter((call) => !call.endsWith(" plan"))).toEqual([]);
  });

  test("ends with 1 and terraform's own line when a stack fails, and plans the others", async () => {
    bench.scenario({ "fin-foundation": { plan: [{ exit: 1, lines: [error("no access")] }] } });
    const outcome = await planStage(bench.options());
    expect(outcome.exitCode).toBe(1);
    expect(outcome.stacks[0]).toMatchObject({ status: "failed", errors: [{ summary: "no access" }] });
    expect(outcome.stacks[1].status).toBe("changed");
    expect(readFileSync(outcome.stacks[0].logFile, "utf8")).toContain("TF_WORKSPACE=dev terraform plan");
  });

  test("reports consumers of what was never applied as waiting, without planning them", async () => {
    const outputs = { type: "outputs", outputs: { id: { action: "create" } } };
    bench.scenario({ "fin-foundation": { plan: [{ lines: [created("a.b"), outputs] }] } });
    const outcome = await planStage(bench.options());
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stacks.map(({ status, waitsFor }) => [status, waitsFor])).toEqual([
      ["changed", undefined],
      ["changed", undefined],
      ["waiting", "fin-foundation"],
      ["waiting", "gov-domain"],
    ]);
    expect(plans(bench.calls())).toHaveLength(2);
  });

  test("refuses a stage that was never bootstrapped with one line", async () => {
    bench.dispose();
    bench = new Workbench("dev").stacks(STACKS);
    await expect(planStage(bench.options())).rejects.toThrow(
      /^stage "dev" was not bootstrapped \(.*\); run: npm run bootstrap -- --stage dev$/,
    );
  });

  test("refuses a stack without a workspace, although its account was bootstrapped", async () => {
    bench.stacks({ ...STACKS, "fin-projects": [] });
    await expect(planStage(bench.options())).rejects.toThrow('fin-projects has no workspace "dev"');
  });

  test("refuses an unknown stack and lists the known", async () => {
    await expect(planStage({ ...bench.options(), stacks: ["fin-nothing"] })).rejects.toThrow(
      "it has: fin-association, fin-foundation",
    );
  });

  test("refuses Terraform's default workspace", async () => {
    await expect(planStage({ ...bench.options(), stage: "default" })).rejects.toThrow("never used");
  });

  test("refuses an old terraform with the way to install a newer", async () => {
    const options = bench.options();
    const environment = { ...options.environment, FAKE_TERRAFORM_VERSION: "1.9.8" };
    await expect(planStage({ ...options, environment })).rejects.toThrow("is 1.9.8; install Terraform >= 1.11");
  });

  test("says how to install a terraform that is missing", async () => {
    const options = bench.options();
    const environment = { ...options.environment, TERRAFORM_BINARY_NAME: "/no/terraform" };
    await expect(planStage({ ...options, environment })).rejects.toThrow(
      "/no/terraform was not found; install Terraform",
    );
  });
});

describe("applyStage", () => {
  test("plans a layer only when the one before is applied, and applies the saved plan", async () => {
    const outcome = await applyStage(bench.options());
    expect(outcome.exitCode).toBe(0);
    expect(plans(bench.calls()).slice(-4)).toEqual([
      "gov-domain plan",
      "gov-domain apply",
      "fin-association plan",
      "fin-association apply",
    ]);
    const apply = bench.recorded().find(({ command }) => command === "apply");
    expect(apply?.args.at(-1)).toMatch(/\.smus\/runs\/dev\/.*\.tfplan$/);
  });

  test("stops at the first failure after what runs, and the next run continues", async () => {
    bench.scenario({
      "fin-foundation": { apply: [{ exit: 1, lines: [error("limit")] }, {}] },
      "mkt-foundation": { plan: [{ delay: 50 }] },
    });
    const first = await applyStage(bench.options());
    expect(first.exitCode).toBe(1);
    expect(first.stacks.map(({ status }) => status)).toEqual(["failed", "applied", "not started", "not started"]);
    expect((await applyStage(bench.options())).exitCode).toBe(0);
  });

  test("asks once, and applies nothing unless the answer is yes", async () => {
    const questions: string[] = [];
    const ask = (question: string): Promise<string> => Promise.resolve(questions.push(question) > 0 ? "y" : "");
    await expect(applyStage({ ...bench.options(), ask })).rejects.toThrow('the answer was not "yes"');
    expect(questions).toHaveLength(1);
    expect(bench.calls().filter((call) => call.endsWith(" apply"))).toEqual([]);
  });

  test("asks again before a later layer replaces something", async () => {
    const replaced = { type: "planned_change", change: { resource: { addr: "a.b" }, action: "replace" } };
    bench.scenario({ "gov-domain": { plan: [{ lines: [replaced] }] } });
    const questions: string[] = [];
    const ask = (question: string): Promise<string> => Promise.resolve((questions.push(question), "yes"));
    expect((await applyStage({ ...bench.options(), ask })).exitCode).toBe(0);
    expect(questions).toHaveLength(2);
    expect(questions[1]).toContain("deletes or replaces");
  });

  test("works on the chosen stacks only", async () => {
    const outcome = await applyStage({ ...bench.options(), stacks: ["gov-domain"] });
    expect(outcome.stacks.map(({ stack }) => stack)).toEqual(["gov-domain"]);
  });

  test("starts nothing more when it is interrupted, and says what was left out", async () => {
    bench.scenario({ "*": { plan: [{ delay: 300 }] } });
    const interruption = new Interruption();
    const running = applyStage({ ...bench.options(), interruption });
    while (bench.calls().length === 0) await delay(20);
    while (!bench.calls().some((call) => call.endsWith(" plan"))) await delay(20);
    interruption.interrupt();
    const outcome = await running;
    expect(outcome.exitCode).toBe(1);
    // A stack that was still being initialized was cut off; the others were not reached.
    expect(
      outcome.stacks.map(({ status }) => status).filter((status) => !["not started", "failed"].includes(status)),
    ).toEqual([]);
    expect(
      outcome.stacks.flatMap(({ errors }) => errors).every(({ summary }) => summary.startsWith("interrupted")),
    ).toBe(true);
    expect(bench.calls().filter((call) => call.endsWith(" apply"))).toEqual([]);
  });
});

describe("destroyStage", () => {
  const destroy = (extra: object = {}) => destroyStage({ ...bench.options(), ...extra });

  test("plans everything first, then destroys in reverse order", async () => {
    const outcome = await destroy();
    expect(outcome.exitCode).toBe(0);
    const calls = plans(bench.calls());
    expect(calls.slice(0, 4).every((call) => call.endsWith(" plan"))).toBe(true);
    expect(calls.slice(4, 6)).toEqual(["fin-association apply", "gov-domain apply"]);
    expect(
      bench
        .recorded()
        .filter(({ command }) => command === "plan")
        .every(({ args }) => args.includes("-destroy")),
    ).toBe(true);
  });

  test("destroys nothing when one stack may not be destroyed", async () => {
    bench.scenario({ "fin-foundation": { plan: [{ exit: 1, lines: [error("Instance cannot be destroyed")] }] } });
    expect((await destroy()).exitCode).toBe(1);
    expect(bench.calls().filter((call) => call.endsWith(" apply"))).toEqual([]);
  });

  test("says which step was left out where protection, or a bucket with objects, stands against it", async () => {
    const notEmpty = error("deleting S3 Bucket (x): api error BucketNotEmpty");
    bench.scenario({
      "fin-foundation": { apply: [{ exit: 1, lines: [notEmpty] }] },
      "mkt-foundation": { plan: [{ exit: 1, lines: [error("Instance cannot be destroyed")] }, {}] },
    });
    const details = async () => (await destroy()).stacks.flatMap(({ errors }) => errors.map(({ detail }) => detail));
    expect(await details()).toEqual([
      'why\nprotected by the stage: set protection: "none" in its file, then npm run apply -- --stage dev, then destroy',
    ]);
    expect(await details()).toEqual([
      'why\nterraform empties a bucket only after protection: "none" was applied: npm run apply -- --stage dev --stack fin-foundation, then destroy again',
    ]);
  });

  test("destroys nothing unless the stage's name is typed", async () => {
    await expect(destroy({ ask: () => Promise.resolve("yes") })).rejects.toThrow("nothing was destroyed");
  });

  test("takes a stack that holds nothing for destroyed, although it cannot be planned", async () => {
    bench.givenState("fin-association", "empty");
    bench.scenario({ "fin-association": { plan: [{ exit: 1, lines: [error("Unsupported attribute")] }] } });
    expect(await destroy()).toMatchObject({
      exitCode: 0,
      stacks: [{ stack: "fin-association", status: "unchanged" }, {}, {}, {}],
    });
  });

  test("refuses while another stage uses the domain", async () => {
    bench.givenState("gov-projects", "full", "prod");
    await expect(destroy()).rejects.toThrow("owns the domain that prod use; destroy first: prod");
  });

  test("keeps state buckets unless told otherwise, and removes them with all they hold", async () => {
    bench.stacks({ ...STACKS, "fin-state": [] }).givenState("fin-state", "full");
    await destroy();
    expect(bench.objects("fin")).toContain("smus/dev/fin/state/terraform.tfstate");
    const outcome = await destroy({ withState: true });
    expect(outcome.stacks.at(-1)).toMatchObject({ stack: "fin-state", status: "destroyed" });
    expect(existsSync(`${bench.root}/s3/x-tfstate-fin`)).toBe(false);
  });

  test("names the way out where a state bucket exists that no state knows", async () => {
    bench.stacks({ "fin-state": [] }).givenObject("fin", "left-behind", {});
    for (const id of ["fin-foundation", "fin-association"]) bench.givenState(id, "empty");
    const { exitCode, stacks } = await destroy({ withState: true });
    expect(exitCode).toBe(1);
    expect(stacks[0].errors).toMatchObject([
      {
        summary: "bucket x-tfstate-fin exists, but no state knows it",
        detail: "take it over and destroy again: npm run bootstrap -- --stage dev",
      },
    ]);
    expect(bench.objects("fin")).toContain("left-behind");
  });
});
