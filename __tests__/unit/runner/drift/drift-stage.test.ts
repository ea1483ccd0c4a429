import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { driftOfStage } from "../../../../runner/drift";
import { Workbench, type Answer } from "../support/workbench";
import { answer, planOf, resource } from "./plan-samples";

const STACKS = { "fin-foundation": [], "gov-domain": ["fin-foundation"], "fin-association": ["gov-domain"] };
let bench: Workbench;
beforeEach(() => {
  bench = new Workbench("dev").stacks(STACKS);
  for (const id of Object.keys(STACKS)) bench.givenState(id, "full");
});
afterEach(() => bench.dispose());

const NOTHING: Answer = { exit: 0, run: true };
const ROLE = { name: "R", description: "ours" };
const DRIFTED = planOf([], {
  drift: [
    resource("aws_iam_role", "R", { actions: ["update"], before: ROLE, after: { ...ROLE, description: "theirs" } }),
  ],
  changes: [
    resource("aws_iam_role", "R", { actions: ["update"], before: { ...ROLE, description: "theirs" }, after: ROLE }),
  ],
});
const ONLY_DOMAIN = { stacks: ["gov-domain"] };
const drift = (scenario: Parameters<Workbench["scenario"]>[0], extra: object = {}) => {
  bench.scenario(scenario);
  return driftOfStage({
    ...bench.options(),
    invoke: () => () => Promise.resolve(answer()),
    ...extra,
  });
};

describe("driftOfStage", () => {
  test("ends with 0 where nothing drifted", async () => {
    const report = await drift({ "*": { plan: [NOTHING] } });
    expect(report.exitCode).toBe(0);
    expect(report.stacks.map(({ status }) => status)).toEqual(["read", "read", "read"]);
  });

  test("ends with 2 and what drifted, with the account, and since the state was last written", async () => {
    const report = await drift({ "*": { plan: [NOTHING] }, "gov-domain": { plan: [{}], show: [{ json: DRIFTED }] } });
    expect(report.exitCode).toBe(2);
    expect(report.stacks.flatMap((stack) => stack.drift)).toMatchObject([
      {
        stack: "gov-domain",
        account: "gov",
        properties: [{ path: "description", live: "theirs", configured: "ours" }],
        since: expect.stringMatching(/^\d{4}-/) as string,
      },
    ]);
  });

  test("ends with 0 where changes are pending only", async () => {
    const changes = [resource("aws_iam_role", "New", { actions: ["create"], before: null, after: ROLE })];
    const report = await drift(
      {
        "*": { plan: [NOTHING] },
        "gov-domain": { plan: [{}], show: [{ json: planOf([], { changes }) }] },
      },
      ONLY_DOMAIN,
    );
    expect(report.exitCode).toBe(0);
    expect(report.stacks[0].pending).toMatchObject([{ action: "create" }]);
  });

  test("takes no lock, writes no state, leaves no plan behind and keeps it out of the log", async () => {
    const before = bench.objects("gov");
    await drift({ "*": { show: [{ json: DRIFTED }] } });
    const plans = bench.recorded().filter(({ command }) => command === "plan");
    expect(plans).toHaveLength(3);
    expect(plans.every(({ args }) => args.includes("-lock=false"))).toBe(true);
    expect(new Set(bench.recorded().map(({ command }) => command))).toEqual(
      new Set(["init", "workspace list", "plan", "show"]),
    );
    expect(bench.objects("gov")).toEqual(before);
    const runs = join(bench.root, ".smus", "drift", "runs", "dev");
    expect(readdirSync(runs).filter((file) => file.endsWith(".tfplan"))).toEqual([]);
    expect(readFileSync(join(runs, "gov-domain.log"), "utf8")).not.toContain("theirs");
    expect(existsSync(join(bench.root, ".smus", "runs"))).toBe(false);
  });

  test("assumes the plan role, and is not stopped by the gate of promotions: pending is what it wants to see", async () => {
    await drift({ "*": { plan: [NOTHING] } }, ONLY_DOMAIN);
    expect(bench.synthesisEnvironment()).toMatchObject({
      SMUS_ACCESS: "plan",
      SMUS_PROMOTION_OVERRIDE: expect.stringMatching(/.{10,}/) as string,
    });
  });

  test("ends with 1 where a stack cannot be read, and still reports what it saw of it and of the others", async () => {
    const error = {
      type: "diagnostic",
      diagnostic: { severity: "error", summary: "Instance cannot be destroyed", detail: "" },
    };
    const report = await drift({
      "*": { plan: [NOTHING] },
      "gov-domain": { plan: [{ exit: 1, run: true, lines: [error] }], show: [{ json: DRIFTED }] },
    });
    expect(report.exitCode).toBe(1);
    expect(report.stacks[1]).toMatchObject({ status: "failed", errors: [{ summary: "Instance cannot be destroyed" }] });
    expect(report.stacks[1].drift).toHaveLength(1);
    expect(report.stacks[2].status).toBe("read");
  });

  test("does not call it drift when an apply writes the state meanwhile", async () => {
    const delayed = drift(
      {
        "*": { plan: [NOTHING] },
        "gov-domain": { plan: [{ delay: 400 }], show: [{ json: DRIFTED }] },
      },
      ONLY_DOMAIN,
    );
    while (!bench.calls().includes("gov-domain plan")) await new Promise((resolve) => setTimeout(resolve, 20));
    bench.givenState("gov-domain", "full");
    const { stacks, exitCode } = await delayed;
    expect(exitCode).toBe(1);
    expect(stacks[0]).toMatchObject({
      status: "failed",
      drift: [],
      errors: [{ summary: expect.stringMatching(/an apply is going on/) as string }],
    });
  });

  test("does not call it drift while the state is locked", async () => {
    bench.givenObject("gov", "smus/dev/gov/domain/terraform.tfstate.tflock", {});
    const { stacks } = await drift(
      { "*": { plan: [NOTHING] }, "gov-domain": { show: [{ json: DRIFTED }] } },
      ONLY_DOMAIN,
    );
    expect(stacks[0]).toMatchObject({
      status: "failed",
      drift: [],
      errors: [{ summary: expect.stringMatching(/is locked/) as string }],
    });
  });

  test("leaves stacks alone that wait for one that was never applied", async () => {
    const outputs = { type: "outputs", outputs: { id: { action: "create" } } };
    const report = await drift({ "*": { plan: [NOTHING] }, "fin-foundation": { plan: [{ lines: [outputs] }] } });
    expect(report.stacks.map(({ status, waitsFor }) => [status, waitsFor])).toEqual([
      ["read", undefined],
      ["waiting", "fin-foundation"],
      ["waiting", "gov-domain"],
    ]);
    expect(report.exitCode).toBe(0);
  });

  test("reports a grant that nobody manages once, although two stacks of the stage look at its unit", async () => {
    bench.stacks({ "gov-domain": [], "gov-profiles": ["gov-domain"] }).givenState("gov-profiles", "full");
    const outputs = { domainId: "dzd-1", rootDomainUnitId: "root1", projectProfileIds: { analytics: "profile1" } };
    const extra = {
      entityType: "DOMAIN_UNIT",
      entityIdentifier: "root1",
      policyType: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
      grantId: "g",
      principal: { user: { allUsersGrantFilter: {} } },
      detail: { createProjectFromProjectProfile: { projectProfiles: ["profile1"] } },
    };
    const report = await drift(
      { "*": { plan: [NOTHING], show: [{ json: planOf([], { outputs }) }] } },
      {
        invoke: () => (event: { grants: unknown[] }) =>
          Promise.resolve({ grants: event.grants.length > 0 ? [extra] : [], owners: [] }),
      },
    );
    expect(report.stacks.map((stack) => stack.drift.length)).toEqual([0, 1]);
    expect(report.exitCode).toBe(2);
  });

  test("keeps what it found where grants and owners cannot be listed", async () => {
    const json = {
      ...DRIFTED,
      ...{ prior_state: planOf([], { outputs: { domainId: "dzd-1", rootDomainUnitId: "r" } }).prior_state },
    };
    const report = await drift(
      { "gov-domain": { show: [{ json }] } },
      { ...ONLY_DOMAIN, invoke: () => () => Promise.reject(new Error("INVALID_REQUEST: apply the foundation layer")) },
    );
    expect(report.exitCode).toBe(1);
    expect(report.stacks[0]).toMatchObject({ status: "failed", drift: [{ change: "changed" }] });
    expect(report.stacks[0].errors[0].summary).toMatch(/apply the foundation layer/);
  });

  test("asks for no grants in a domain that the account does not see any more", async () => {
    bench.stacks({ "fin-association": [] });
    const pair = { kind: "AssociationProof", key: "dev/p", written: { domainId: "d" }, configured: { domainId: "d" } };
    const read = answer({ condition: "unseen", reason: "not visible" });
    const outputs = { domainId: "d", rootDomainUnitId: "r", blueprintIds: { Tooling: "b" } };
    const report = await drift(
      { "*": { plan: [{}], show: [{ json: planOf([{ ...pair, read }], { outputs }) }] } },
      { invoke: () => () => Promise.reject(new Error("denied")) },
    );
    expect(report.exitCode).toBe(2);
    expect(report.stacks[0].drift).toMatchObject([{ change: "unreachable", resource: 'AssociationProof "dev/p"' }]);
  });

  test("says so where the function cannot be asked", async () => {
    const pair = { kind: "DomainUnit", key: "dev/u", written: { name: "a" }, configured: { name: "b" } };
    const report = await drift(
      { "*": { plan: [NOTHING] }, "gov-domain": { plan: [{}], show: [{ json: planOf([pair]) }] } },
      { ...ONLY_DOMAIN, invoke: () => () => Promise.reject(new Error("no access")) },
    );
    expect(report.exitCode).toBe(1);
    expect(report.stacks[0].errors).toMatchObject([{ summary: "no access" }]);
  });
});
