import { readMark } from "../../../../governance/project-requests";
import { ONE, TWO } from "./simulated-service";
import { activeWorld, LEAD, settingsOf, wishOf, World } from "./world";

describe("a request that nobody has to decide", () => {
  it("becomes a project in an account of the pool, with its members, and claims what it takes", async () => {
    const { world, id } = await activeWorld();
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

describe("a name that the service has, and does not show", () => {
  it("is waited for where it may be the project of a lost answer, and ends the request where it is none", async () => {
    const [world, other] = [new World(), new World()];
    const [id, otherId] = [await world.ask(), await other.ask()];
    world.service.hasHiddenProject = other.service.hasHiddenProject = true;
    expect((await world.settle(id))?.nextLook).toBe("2026-11-01T00:05:00.000Z");
    await other.settle(otherId);
    world.service.hasHiddenProject = false;
    expect(await world.run(id)).toMatchObject({ phase: "active" });
    expect(await other.run(otherId)).toMatchObject({
      ...{ phase: "failed", failures: [{ reasons: [{ said: "The name is taken." }] }] },
    });
    expect(other.claims.all).toEqual({});
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
