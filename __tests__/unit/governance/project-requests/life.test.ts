import { changeMembers, decideProject, extendProject, readMark } from "../../../../governance/project-requests";
import { activeWorld, OWNER, settingsOf, STEWARD, wishOf, World } from "./world";

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
    const { world, id } = await activeWorld(wishOf({ lifetimeDays: 40 }));
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
    const { world, id } = await activeWorld();
    const before = world.record(id).claimedUntil ?? "";
    expect((await world.settle(id))?.nextLook).toBe("2026-12-01T00:14:24.000Z");
    await world.pass(id, 31);
    expect(world.record(id).claimedUntil! > before).toBe(true);
  });

  it("keeps what people have written into the description", async () => {
    const { world, id } = await activeWorld(wishOf({ lifetimeDays: 40 }));
    const [project] = world.service.projects;
    project.description = "Changed by hand";
    await world.pass(id);
    expect(readMark(project.description)).toMatchObject({ purpose: "Changed by hand", requestId: id });
  });

  it("is over where somebody deletes it in the portal", async () => {
    const { world, id } = await activeWorld();
    world.service.projects = [];
    expect(await world.run(id)).toMatchObject({ phase: "retired" });
    expect([world.notices, world.claims.all]).toEqual([["ready", "gone"], {}]);
  });

  it("does nothing for a request that is not there", async () => {
    expect(await new World().settle("none")).toBeUndefined();
  });
});

describe("a project that is gone while its members are changed", () => {
  it("is over", async () => {
    const { world, id } = await activeWorld();
    const members = [{ user: "anna", designation: "PROJECT_OWNER" }] as const;
    await changeMembers(world, OWNER, id, members);
    world.service.projects = [];
    expect(await world.run(id)).toMatchObject({ phase: "retired" });
    expect(world.notices).toEqual(["ready", "gone"]);
  });
});

describe("extending", () => {
  it("makes a life longer, never shorter, within the limit", async () => {
    const settings = settingsOf({ lifetime: { maximumDays: 60 } });
    const { world, id } = await activeWorld(wishOf({ lifetimeDays: 30 }), settings);
    expect(await extendProject(world, OWNER, id, 29)).toMatchObject({ refused: "not-longer" });
    expect(await extendProject(world, OWNER, id, 61)).toMatchObject({ refused: "too-long" });
    expect(await extendProject(world, { id: "x", roles: [] }, id, 60)).toMatchObject({ refused: "not-yours" });
    const before = world.record(id).endsAt ?? "";
    await extendProject(world, OWNER, id, 60);
    expect(world.record(id).endsAt! > before).toBe(true);
    await world.pass(id, 35);
    expect(world.record(id).phase).toBe("active");
  });

  it("is refused for a project without an end", async () => {
    const { world, id } = await activeWorld();
    expect(await extendProject(world, OWNER, id, 10)).toMatchObject({ refused: "not-active" });
  });
});
