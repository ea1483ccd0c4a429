import { decideProject, readMark } from "../../../../governance/project-requests";
import { ONE, TWO } from "./simulated-service";
import { LEAD, settingsOf, STEWARD, wishOf, World } from "./world";

/** A project that people work in. */
async function active(world = new World(), wish = wishOf()) {
  const id = await world.ask(wish);
  expect(await world.run(id)).toMatchObject({ phase: "active" });
  return { world, id };
}

describe("a request that nobody has to decide", () => {
  it("becomes a project in an account of the pool, with its members, and claims what it takes", async () => {
    const { world, id } = await active();
    expect(world.record(id)).toMatchObject({
      verdict: { decider: { kind: "nobody-needed" } },
      placement: { accountId: ONE },
      activeAt: expect.any(String) as string,
    });
    const [project] = world.service.projects;
    expect(project.members.map(({ id: member }) => member)).toEqual(["platform", "anna", "analysts"]);
    expect(readMark(project.description)).toMatchObject({ requestId: id, requester: "lead" });
    expect(world.notices).toEqual(["ready"]);
    expect(world.claims.all).toEqual({
      "name/fin-reports": 1,
      "unit/finance": 1,
      "profile/analytics": 1,
      [`account/${ONE}`]: 2,
    });
  });

  it("goes to the account with the fewest environments, those of others and claims counted", async () => {
    const world = new World();
    world.service.environments = { [ONE]: 1 };
    const first = await world.ask(wishOf({ name: "a" }));
    await world.run(first);
    const second = await world.ask(wishOf({ name: "b", unit: "finance" }));
    await world.run(second);
    expect([first, second].map((id) => world.record(id).placement?.accountId)).toEqual([TWO, ONE]);
  });

  it("claims the last room of an account once, whoever chooses at the same time", async () => {
    const world = new World(settingsOf({ environmentsPerAccount: 2 }));
    world.service.offered.length = 1;
    const ids = await Promise.all(["a", "b"].map((name) => world.ask(wishOf({ name }))));
    for (let count = 0; count < 6; count++) await Promise.all(ids.map((id) => world.settle(id)));
    for (const id of ids) await world.run(id);
    expect(ids.map((id) => world.record(id).phase).sort()).toEqual(["active", "failed"]);
    expect(world.claims.all[`account/${ONE}`]).toBe(2);
  });

  it("is rejected with its problem where somebody takes the name after it was asked for", async () => {
    const world = new World();
    const [one, other] = [await world.ask(wishOf(), LEAD, "1"), await world.ask(wishOf(), LEAD, "2")];
    await world.run(one);
    expect(await world.run(other)).toMatchObject({
      phase: "rejected",
      problems: [{ code: "name-taken" }],
      verdict: { decider: { kind: "checks" } },
    });
    expect(world.claims.all["name/fin-reports"]).toBe(1);
  });
});

describe("a deployment that fails", () => {
  it("is taken away and tried once in another account", async () => {
    const world = new World();
    world.service.failing.add(ONE);
    const id = await world.ask();
    const record = await world.run(id);
    expect(record).toMatchObject({ phase: "active", placement: { accountId: TWO }, failures: [{ accountId: ONE }] });
    expect(world.service.made.map(({ accountId }) => accountId)).toEqual([ONE, TWO]);
    expect(world.notices).toEqual(["another-account", "ready"]);
    expect(world.claims.all).toMatchObject({ [`account/${TWO}`]: 2 });
    expect(world.claims.all).not.toHaveProperty(`account/${ONE}`);
  });

  it("ends after the second account, and leaves nothing", async () => {
    const world = new World();
    world.service.failing.add(ONE).add(TWO);
    const record = await world.run(await world.ask());
    expect(record).toMatchObject({
      phase: "failed",
      failures: [{ accountId: ONE, reasons: [{ said: "no addresses" }] }, { accountId: TWO }],
    });
    expect(record.endedAt).toBeDefined();
    expect([world.service.projects, world.claims.all]).toEqual([[], {}]);
    expect(world.notices).toEqual(["another-account", "failed"]);
  });

  it("is not tried elsewhere where the account was named", async () => {
    const world = new World();
    world.service.failing.add(TWO);
    const record = await world.run(await world.ask(wishOf({ account: TWO })));
    expect(record).toMatchObject({ phase: "failed", failures: [{ accountId: TWO }] });
    expect(world.service.made).toHaveLength(1);
  });

  it("is told once where what it has made cannot be deleted, and ends when it can", async () => {
    const world = new World();
    world.service.failing.add(ONE);
    const id = await world.ask(wishOf({ account: ONE }));
    world.service.refusesDeletion = "Manage Access Role Arn not defined";
    await world.run(id);
    expect(world.record(id)).toMatchObject({
      phase: "failed",
      problem: { kind: "removal-refused", message: "Manage Access Role Arn not defined" },
    });
    expect(world.record(id).endedAt).toBeUndefined();
    expect(world.notices).toEqual(["failed", "alarm"]);
    world.service.refusesDeletion = undefined;
    expect((await world.run(id)).endedAt).toBeDefined();
  });

  it("says what the service says where it does not create at all", async () => {
    const world = new World();
    world.service.refusesCreation = "User is not permitted";
    const record = await world.run(await world.ask());
    expect(record).toMatchObject({ phase: "failed", failures: [{ reasons: [{ said: "User is not permitted" }] }] });
    expect(world.claims.all).toEqual({});
  });
});

describe("a deployment that takes long", () => {
  it("is told once, and goes on", async () => {
    const world = new World();
    const id = await world.ask();
    await world.settle(id);
    world.now = "2026-11-01T02:00:00.000Z";
    await world.settle(id);
    await world.settle(id);
    expect(world.notices).toEqual(["alarm"]);
    expect(await world.run(id)).toMatchObject({ phase: "active", problem: undefined });
  });

  it("fails where somebody deletes the project meanwhile", async () => {
    const world = new World();
    const id = await world.ask();
    await world.settle(id);
    world.service.projects = [];
    await world.settle(id);
    expect(world.record(id).phase).toBe("following");
    expect(await world.run(id)).toMatchObject({ phase: "active" });
    expect(world.record(id).failures[0].reasons[0].said).toMatch(/somebody has deleted it/);
  });
});

describe("members that the service refuses", () => {
  it("are told, and the others work", async () => {
    const world = new World();
    world.service.refusedMembers.add("analysts");
    const record = await world.run(await world.ask());
    expect(record).toMatchObject({
      phase: "active",
      problem: { kind: "member-refused", message: expect.stringMatching(/analysts \(not in the pool\)/) as string },
    });
    expect(world.notices).toEqual(["alarm", "ready"]);
  });

  it("keep the project from being ready where nobody owns it, until they are let in", async () => {
    const world = new World();
    world.service.refusedMembers.add("anna");
    const id = await world.ask();
    await world.run(id);
    expect(world.record(id)).toMatchObject({ phase: "members", problem: { kind: "no-human-owner" } });
    world.service.refusedMembers.clear();
    for (let count = 0; count < 3; count++) await world.pass(id, 0.1);
    expect(world.record(id)).toMatchObject({ phase: "active", problem: undefined });
  });
});

describe("a request that people decide", () => {
  const asked = async () => {
    const world = new World();
    const id = await world.ask(wishOf({ unit: "treasury" }));
    await world.settle(id);
    return { world, id };
  };

  it("waits, reminds, and lapses with its claims given back", async () => {
    const { world, id } = await asked();
    expect((await world.settle(id))?.nextLook).toBe("2026-11-04T00:00:00.000Z");
    expect((await world.pass(id, 3))?.nextLook).toBe("2026-11-15T00:00:00.000Z");
    await world.pass(id, 12);
    expect(world.record(id)).toMatchObject({ phase: "rejected", verdict: { decider: { kind: "lapse" } } });
    expect(world.notices).toEqual(["held", "reminder", "rejected"]);
    expect([world.service.made, world.claims.all]).toEqual([[], {}]);
  });

  it("is created when it is approved, and never when it is rejected", async () => {
    const [approved, rejected] = [await asked(), await asked()];
    await decideProject(approved.world, STEWARD, approved.id, { approve: "fine" });
    expect(await approved.world.run(approved.id)).toMatchObject({ phase: "active" });
    expect(approved.world.notices).toEqual(["held", "approved", "ready"]);
    await decideProject(rejected.world, STEWARD, rejected.id, { reject: "no" });
    expect(await rejected.world.run(rejected.id)).toMatchObject({ phase: "rejected", verdict: { reason: "no" } });
    expect(rejected.world.service.made).toEqual([]);
  });
});

describe("the life of a project", () => {
  it("has an end, which is in its description, is reminded of, and comes", async () => {
    const { world, id } = await active(new World(), wishOf({ lifetimeDays: 40 }));
    const { endsAt = "" } = world.record(id);
    expect(readMark(world.service.projects[0].description)?.endsAt).toBe(endsAt);
    await world.pass(id, 27);
    expect(world.notices).toEqual(["ready", "end-reminder"]);
    await world.pass(id, 14);
    expect(await world.run(id)).toMatchObject({ phase: "retired" });
    expect([world.service.projects, world.claims.all]).toEqual([[], {}]);
    expect(world.notices).toEqual(["ready", "end-reminder", "retired"]);
    expect([...world.evidence].map((name) => name.split(" ")[0])).toEqual(["decision", "active", "ended"]);
  });

  it("keeps its claims for as long as it lasts", async () => {
    const { world, id } = await active();
    const before = world.record(id).claimedUntil ?? "";
    expect((await world.settle(id))?.nextLook).toBe("2026-12-01T00:14:24.000Z");
    await world.pass(id, 31);
    expect(world.record(id).claimedUntil! > before).toBe(true);
  });

  it("keeps what people have written into the description", async () => {
    const { world, id } = await active(new World(), wishOf({ lifetimeDays: 40 }));
    const [project] = world.service.projects;
    project.description = "Changed by hand";
    await world.pass(id);
    expect(readMark(project.description)).toMatchObject({ purpose: "Changed by hand", requestId: id });
  });

  it("is over where somebody deletes it in the portal", async () => {
    const { world, id } = await active();
    world.service.projects = [];
    expect(await world.run(id)).toMatchObject({ phase: "retired" });
    expect([world.notices, world.claims.all]).toEqual([["ready", "gone"], {}]);
  });

  it("does nothing for a request that is not there", async () => {
    expect(await new World().settle("none")).toBeUndefined();
  });
});
