import fc from "fast-check";
import type { Member } from "../../../../governance/members/plan-members";
import {
  askingRoleOf,
  changeMembers,
  readMark,
  rebuiltRecord,
  retireProject,
  type AskingRole,
} from "../../../../governance/project-requests";
import { PLATFORM, type Fate } from "./simulated-service";
import { LEAD, OWNER, settingsOf, wishOf, World } from "./world";

const ACCESS: Member = { id: "access", kind: "program", designation: "PROJECT_CONTRIBUTOR" };
const role = (count: number): AskingRole => ({
  arn: `arn:aws:iam::111111111111:role/p-asks-pool-00${count}`,
  groupId: `asks-${count}`,
});

/** A world whose projects have functions of the application as members, and a pool of roles. */
function platformWorld(roles: number): World {
  const world = new World(settingsOf({ units: { finance: {} }, environmentsPerAccount: 100 }));
  world.service.platform = [ACCESS];
  world.service.pool = Array.from({ length: roles }, (_, index) => role(index + 1));
  return world;
}

const idsOf = (world: World, name: string): string[] =>
  world.service.projects.find((project) => project.name === name)?.members.map(({ id }) => id) ?? [];

describe("the application in a project that people asked for", () => {
  it("is a member before people are, and one role asks for the project alone", async () => {
    const world = platformWorld(2);
    const id = await world.ask();
    const record = await world.run(id);
    expect(record.phase).toBe("active");
    expect(idsOf(world, "fin-reports")).toEqual([PLATFORM.id, "access", "asks-1", "anna", "analysts"]);
    expect(askingRoleOf(record)).toEqual(role(1));
    expect(world.claims.all).toMatchObject({ [`asking-role/${role(1).arn}`]: 1 });
  });

  it("stays one whatever members people wish, and comes back when somebody has removed it", async () => {
    const world = platformWorld(1);
    const id = await world.ask();
    await world.run(id);
    const plan = await changeMembers(world, OWNER, id, [{ user: "bob", designation: "PROJECT_OWNER" }]);
    expect(plan).not.toHaveProperty("refused");
    await world.run(id);
    expect(idsOf(world, "fin-reports")).toEqual([PLATFORM.id, "access", "asks-1", "bob"]);
    const [project] = world.service.projects;
    project.members = project.members.filter(({ id: member }) => member !== "access" && member !== "asks-1");
    await world.pass(id, 1);
    expect(idsOf(world, "fin-reports").sort()).toEqual(["access", "asks-1", "bob", PLATFORM.id].sort());
  });

  it("is told of once where the service refuses it, tried again, and keeps nobody from working", async () => {
    const world = platformWorld(0);
    world.service.refusedMembers.add("access");
    const id = await world.ask();
    expect(await world.run(id)).toMatchObject({ phase: "active", problem: { kind: "member-refused" } });
    await world.pass(id, 1);
    expect(world.notices.filter((notice) => notice === "alarm")).toHaveLength(1);
    world.service.refusedMembers.clear();
    await world.pass(id, 1);
    expect(idsOf(world, "fin-reports")).toContain("access");
  });

  it("waits for an owner who lets it in again, and goes on then", async () => {
    const world = platformWorld(0);
    const id = await world.ask();
    await world.run(id);
    world.service.projects[0].hidden = "no member";
    await world.pass(id, 1);
    expect(world.record(id)).toMatchObject({ phase: "active", problem: { kind: "not-a-member" } });
    delete world.service.projects[0].hidden;
    await world.pass(id, 1);
    expect(world.record(id).problem).toBeUndefined();
  });
});

describe("the pool of roles that ask", () => {
  const two = async () => {
    const world = platformWorld(1);
    const ids = [await world.ask(wishOf({ name: "first" })), await world.ask(wishOf({ name: "second" }))];
    for (const id of ids) expect(await world.run(id)).toMatchObject({ phase: "active" });
    return { world, first: ids[0], second: ids[1] };
  };

  it("lets a project work for which none is free, tells operators once, and gives it the next one", async () => {
    const { world, first, second } = await two();
    expect(askingRoleOf(world.record(second))).toBeUndefined();
    expect(world.record(second).askingRoleSoughtAt).toBeDefined();
    for (let count = 0; count < 4; count++) await world.pass(second, 1);
    expect(world.notices.filter((notice) => notice === "no-asking-role")).toHaveLength(1);
    const look = await world.settle(second);
    expect(Date.parse(look?.nextLook ?? "") - Date.parse(world.now)).toBeLessThanOrEqual(3_600_000);
    await retireProject(world, LEAD, first, { reason: "over" });
    expect(await world.run(first)).toMatchObject({ phase: "retired" });
    await world.pass(second, 1);
    expect(askingRoleOf(world.record(second))).toEqual(role(1));
    expect(idsOf(world, "second")).toContain("asks-1");
    expect(world.record(second).askingRoleSoughtAt).toBeUndefined();
  });

  it("hands out no role that is a member of a project whose record is lost", async () => {
    const { world, first, second } = await two();
    world.records.delete(first);
    world.claims.held.clear();
    await world.pass(second, 1);
    expect(askingRoleOf(world.record(second))).toBeUndefined();
  });
});

describe("roles that ask, whatever happens", () => {
  const NAMES = ["one", "two", "three"];
  const step = fc.record({
    name: fc.constantFrom(...NAMES),
    action: fc.constantFrom("ask", "settle", "settle", "twice", "day", "retire", "lose", "remove"),
  });
  const fates = fc.array(fc.constantFrom<Fate>("works", "works", "works", "fails-before", "fails-after"), {
    maxLength: 40,
  });
  const tried = (work: () => Promise<unknown>) =>
    work().catch((error: unknown) => {
      if (!/busy|lost/.test(String(error))) throw error;
    });

  /** Makes records again that are lost, as a sweep does. */
  const rebuild = (world: World) => {
    for (const { id: projectId, name, description, members } of world.service.projects) {
      const mark = readMark(description);
      if (mark === undefined || world.records.has(mark.requestId)) continue;
      const kept = ["access", PLATFORM.id, ...world.service.pool.map(({ groupId }) => groupId)];
      const theirs = members.filter(({ id }) => !kept.includes(id));
      const askingRole = world.service.pool.find(({ groupId }) => members.some(({ id }) => id === groupId));
      const placement = { resolved: [], revision: 0, claimed: true };
      const found = { mark, projectId, name, createdAt: world.now, unit: "finance", profile: "analytics", placement };
      world.save(rebuiltRecord({ ...found, members: theirs, ...(askingRole && { askingRole }) }));
    }
  };

  it("are members of one project at a time, and are given back", async () => {
    let handedOn = 0;
    const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), fates, async (steps, fate) => {
      const world = platformWorld(1);
      const ids = new Map<string, string>();
      const holders = new Set<string>();
      const observe = () => {
        const members = world.service.projects.filter((project) => project.members.some(({ id }) => id === "asks-1"));
        expect(members.length).toBeLessThanOrEqual(1);
        for (const { name } of members) holders.add(name);
      };
      // One has the role, and another waits for it.
      for (const name of ["one", "two"]) {
        ids.set(name, await world.ask(wishOf({ name })));
        await world.run(ids.get(name) ?? "");
      }
      world.service.fates = [...fate];
      const act = async ({ name, action }: (typeof steps)[number]) => {
        const id = ids.get(name);
        if (action === "ask" || id === undefined) {
          const asked = await world.tryToAsk(wishOf({ name }), LEAD, name).catch(() => undefined);
          if (asked !== undefined && !("refused" in asked)) ids.set(name, asked.requestId);
        } else if (action === "twice") await Promise.all([tried(() => world.pass(id)), tried(() => world.pass(id))]);
        else if (action === "day") await tried(() => world.pass(id, 1));
        else if (action === "retire") await tried(() => retireProject(world, LEAD, id, { reason: "over" }));
        else if (action === "lose") {
          world.records.clear();
          world.claims.held.clear();
        } else if (action === "remove")
          for (const project of world.service.projects)
            project.members = project.members.filter((member) => member.id !== "access");
        else await tried(() => world.pass(id));
      };
      for (const one of steps) {
        await act(one);
        if (one.action === "lose") rebuild(world);
        observe();
      }
      world.service.fates = [];
      for (const id of ids.values()) {
        rebuild(world);
        for (let count = 0; count < 4; count++) await world.pass(id, 1);
        observe();
        if (world.records.has(id)) await retireProject(world, LEAD, id, { reason: "over" });
        for (let count = 0; count < 6; count++) await world.pass(id, 1);
      }
      if (holders.size > 1) handedOn++;
      expect(Object.keys(world.claims.all).filter((subject) => subject.startsWith("asking-role/"))).toEqual([]);
    });
    await fc.assert(property, { numRuns: 300 });
    expect(handedOn).toBeGreaterThan(3);
  });
});
