import type { ReadRequest, ReadResponse } from "../../../../contracts/control-plane";
import type { StateResource } from "../../../../formats/terraform-show";
import { controlPlaneDrift } from "../../../../runner/drift/control-plane";
import { answer, planOf, type PairSample } from "./plan-samples";

const PROFILE: PairSample = {
  kind: "ProjectProfile",
  key: "dev/analytics",
  written: { name: "Analytics", description: "Applied" },
  configured: { name: "Analytics", description: "Applied" },
};
const byHand = (desired: string) =>
  answer({ differences: [{ path: "description", live: "By hand", desired }], reason: "description: ..." });

async function driftOf(pair: PairSample, ...answers: ReadResponse[]) {
  const asked: ReadRequest[] = [];
  const ask = (request: ReadRequest): Promise<ReadResponse> => {
    asked.push(request);
    return Promise.resolve(answers[asked.length - 1] ?? answer());
  };
  return { ...(await controlPlaneDrift(planOf([pair]), ask)), asked };
}

describe("drift of control-plane objects", () => {
  test("is none where the read says so, without asking again", async () => {
    expect(await driftOf(PROFILE)).toEqual({ drift: [], pending: [], beside: [], asked: [] });
  });

  test("is not looked for in what a plan asks the function beside its comparisons", async () => {
    const question: StateResource = {
      address: "data.aws_lambda_invocation.KeptBlueprints",
      mode: "data",
      type: "aws_lambda_invocation",
      values: { input: JSON.stringify({ action: "blueprints", blueprints: {} }), result: '{"refusal":""}' },
    };
    const plan = planOf([PROFILE], { prior: [question] });
    expect(await controlPlaneDrift(plan, () => Promise.reject(new Error("asked")))).toEqual({
      drift: [],
      pending: [],
      beside: [],
    });
  });

  test("is every property that was changed by hand, live and configured, since the last write that succeeded", async () => {
    const { drift, pending, asked } = await driftOf({ ...PROFILE, read: byHand("Applied") });
    expect(drift).toEqual([
      {
        address: "aws_lambda_invocation.ProjectProfile_0123ABCD",
        resource: 'ProjectProfile "dev/analytics"',
        change: "changed",
        properties: [{ path: "description", live: "By hand", configured: "Applied" }],
        since: "2026-11-22T18:33:21Z",
        repair: "apply repairs it",
      },
    ]);
    expect({ pending, asked }).toEqual({ pending: [], asked: [] });
  });

  test("is not what people have put beside the configuration, which is told all the same", async () => {
    const { drift, pending, beside } = await driftOf({
      ...PROFILE,
      read: answer({ inSync: true, beside: ['term "Person"'] }),
    });
    expect({ drift, pending }).toEqual({ drift: [], pending: [] });
    expect(beside).toEqual([
      {
        address: "aws_lambda_invocation.ProjectProfile_0123ABCD",
        resource: 'ProjectProfile "dev/analytics"',
        things: ['term "Person"'],
      },
    ]);
  });

  test("is not a change of the configuration that was not applied", async () => {
    const configured = { name: "Analytics", description: "Wanted" };
    const read = answer({ differences: [{ path: "description", live: "Applied", desired: "Wanted" }] });
    const { drift, pending, asked } = await driftOf({ ...PROFILE, configured, read }, answer());
    expect(drift).toEqual([]);
    expect(pending).toMatchObject([
      { action: "update", properties: [{ path: "description", applied: "Applied", configured: "Wanted" }] },
    ]);
    expect(asked).toEqual([
      { action: "read", kind: "ProjectProfile", key: "dev/analytics", properties: PROFILE.written },
    ]);
  });

  test("is told from a pending change of the same property: both are reported, with all three values", async () => {
    const configured = { name: "Analytics", description: "Wanted" };
    const { drift, pending } = await driftOf({ ...PROFILE, configured, read: byHand("Wanted") }, byHand("Applied"));
    expect(drift[0].properties).toEqual([
      { path: "description", live: "By hand", configured: "Wanted", applied: "Applied" },
    ]);
    expect(drift[0].repair).toMatch(/changed since/);
    expect(pending).toMatchObject([{ properties: [{ applied: "Applied", configured: "Wanted" }] }]);
  });

  test("is seen although the configuration has caught up with it", async () => {
    const configured = { name: "Analytics", description: "By hand" };
    const { drift } = await driftOf({ ...PROFILE, configured, read: answer() }, byHand("Applied"));
    expect(drift[0].properties).toEqual([
      { path: "description", live: "By hand", configured: "By hand", applied: "Applied" },
    ]);
  });

  test("is seen on an object that is not configured any more", async () => {
    const { drift, pending } = await driftOf({ ...PROFILE, configured: undefined }, byHand("Applied"));
    expect(drift).toHaveLength(1);
    expect(pending).toMatchObject([{ action: "delete" }]);
  });

  test("is a deletion, with what the repair costs", async () => {
    const read = answer({ condition: "absent", reason: "does not exist: replaced", id: null, replace: true });
    const project = { ...PROFILE, kind: "Project", key: "dev/reports", read };
    const { drift } = await driftOf(project);
    expect(drift).toMatchObject([
      { change: "deleted", properties: [{ path: "exists", live: false, configured: true }] },
    ]);
    expect(drift[0].repair).toMatch(/new, empty project with another id.*refused where protection is "all"/);
  });

  test("is asked for directly where the plan's own read was put off", async () => {
    const gone = answer({ condition: "absent", id: null, replace: true });
    const { drift, pending, asked } = await driftOf({ ...PROFILE, configured: "unknown" }, gone);
    expect(asked).toHaveLength(1);
    expect(drift).toMatchObject([{ change: "deleted" }]);
    expect(pending).toEqual([]);
  });

  test("is a domain that the account does not see any more", async () => {
    const read = answer({ condition: "unseen", reason: "not visible" });
    expect((await driftOf({ ...PROFILE, read })).drift).toMatchObject([{ change: "unreachable" }]);
  });

  test("is an object that is in the state's form and failed", async () => {
    const read = answer({ condition: "failed", reason: "status FAILED_DEPLOYMENT" });
    expect((await driftOf({ ...PROFILE, read })).drift[0].properties).toEqual([
      { path: "status", live: "status FAILED_DEPLOYMENT", configured: "ready" },
    ]);
  });

  test("is not the rest of a write that failed: Terraform has stored it, the ledger has not", async () => {
    const { drift, pending } = await driftOf({
      ...PROFILE,
      writtenTicket: "2026-11-22T20:00:00Z",
      read: byHand("Applied"),
    });
    expect(drift).toEqual([]);
    expect(pending).toMatchObject([{ action: "unfinished", resource: 'ProjectProfile "dev/analytics"' }]);
    expect(pending[0].note).toMatch(/^the last write did not succeed/);
  });

  test("says of an object whose ledger entry was removed by hand where the way out is", async () => {
    const read = answer({ condition: "absent", ticket: "", reason: "does not exist", id: null });
    const { pending } = await driftOf({ ...PROFILE, read });
    expect(pending).toMatchObject([{ action: "unfinished", note: expect.stringMatching(/lost-state\.md/) as string }]);
  });

  test("is not an object that was never written", async () => {
    const read = answer({ condition: "absent", ticket: "", id: null });
    const { drift, pending } = await driftOf({ ...PROFILE, written: undefined, read });
    expect(drift).toEqual([]);
    expect(pending).toMatchObject([{ action: "create", resource: 'ProjectProfile "dev/analytics"' }]);
  });

  test("understands a function of an earlier version, which does not say what it found", async () => {
    const { condition: _, ...old } = byHand("Applied");
    expect((await driftOf({ ...PROFILE, read: old as ReadResponse })).drift).toMatchObject([{ change: "changed" }]);
  });
});
