import {
  changeMembers,
  decideProject,
  extendProject,
  retireProject,
  transferOwnership,
} from "../../../../governance/project-requests";
import { LEAD, OWNER, settingsOf, STEWARD, wishOf, World } from "./world";

const STRANGER = { id: "x", roles: [] };
async function active(changes = {}, settings = settingsOf()) {
  const world = new World(settings);
  const id = await world.ask(wishOf(changes));
  await world.run(id);
  return { world, id, project: world.service.projects[0] };
}
const anna = { user: "anna", designation: "PROJECT_OWNER" } as const;
const bob = { user: "bob", designation: "PROJECT_CONTRIBUTOR" } as const;

describe("asking", () => {
  it("with the same key is the same request, and with another wish is refused", async () => {
    const world = new World();
    const [first, again] = await Promise.all([world.tryToAsk(wishOf()), world.tryToAsk(wishOf())]);
    expect(again).toEqual(first);
    expect(world.records.size).toBe(1);
    expect(await world.tryToAsk(wishOf({ purpose: "Others" }))).toMatchObject({ refused: "key-reused" });
    const other = await world.tryToAsk(wishOf({ name: "more" }), { ...LEAD, id: "other" }, "fin-reports");
    expect(other).toMatchObject({ requester: "other" });
  });
});

describe("deciding", () => {
  const held = async () => {
    const world = new World();
    const id = await world.ask(wishOf({ unit: "treasury" }));
    await world.settle(id);
    return { world, id };
  };

  it("is refused to the requester, to those who have no part in it, and before the checks", async () => {
    const { world, id } = await held();
    const self = { id: "lead", roles: ["unit-stewards"] } as const;
    expect(await decideProject(world, self, id, { approve: "" })).toMatchObject({ refused: "own-request" });
    expect(await decideProject(world, OWNER, id, { approve: "" })).toMatchObject({ refused: "not-yours" });
    expect(await decideProject(world, STEWARD, "none", { approve: "" })).toMatchObject({ refused: "unknown" });
    const unchecked = await world.ask(wishOf({ unit: "treasury", name: "b" }));
    expect(await decideProject(world, STEWARD, unchecked, { approve: "" })).toMatchObject({ refused: "not-held" });
    const open = await world.ask(wishOf({ name: "c" }));
    await world.settle(open);
    expect(await decideProject(world, STEWARD, open, { reject: "" })).toMatchObject({ refused: "already-decided" });
  });

  it("is done once by two people at once", async () => {
    const { world, id } = await held();
    const [one, other] = await Promise.all([
      decideProject(world, STEWARD, id, { approve: "yes" }),
      decideProject(world, { ...STEWARD, id: "second" }, id, { reject: "no" }),
    ]);
    expect(one).toMatchObject({ verdict: { outcome: "approve" } });
    expect(other).toMatchObject({ refused: "already-decided", message: expect.stringMatching(/by steward/) as string });
    expect(await world.run(id)).toMatchObject({ phase: "active", verdict: { decider: { person: "steward" } } });
  });
});

describe("members", () => {
  it("are planned without a change, and changed as they were planned", async () => {
    const { world, id, project } = await active();
    const plan = await changeMembers(world, OWNER, id, [anna, bob], { dryRun: true });
    expect(plan).toMatchObject({
      changes: [
        { change: "add", member: { id: "bob" } },
        { change: "remove", member: { id: "analysts" } },
      ],
    });
    expect(await world.run(id)).toMatchObject({ phase: "active" });
    expect(project.members.map((member) => member.id)).toEqual(["platform", "anna", "analysts"]);
    await changeMembers(world, OWNER, id, [anna, bob]);
    await world.run(id);
    expect(project.members.map((member) => member.id)).toEqual(["platform", "anna", "bob"]);
    expect(world.notices).toEqual(["ready", "members-changed"]);
  });

  it("are not changed so that nobody owns the project, by strangers, or of unknown people", async () => {
    const { world, id } = await active();
    expect(await changeMembers(world, OWNER, id, [bob])).toMatchObject({ refused: "no-human-owner" });
    expect(await changeMembers(world, STRANGER, id, [anna])).toMatchObject({ refused: "not-yours" });
    expect(await changeMembers(world, OWNER, id, [anna, anna])).toMatchObject({ refused: "named-twice" });
    world.service.unknownMembers.add("bob");
    expect(await changeMembers(world, OWNER, id, [anna, bob])).toMatchObject({
      refused: "member-unknown",
      message: expect.stringMatching(/bob/) as string,
    });
    const pending = await world.ask(wishOf({ unit: "treasury", name: "b" }));
    expect(await changeMembers(world, OWNER, pending, [anna])).toMatchObject({ refused: "not-active" });
  });

  it("keep their owner where the service refuses the new one", async () => {
    const { world, id, project } = await active();
    world.service.refusedMembers.add("carl");
    await transferOwnership(world, OWNER, id, { user: "carl" });
    await world.run(id);
    expect(project.members).toContainEqual(expect.objectContaining({ id: "anna", designation: "PROJECT_OWNER" }));
    expect(world.record(id)).toMatchObject({ phase: "active", problem: { kind: "member-refused" } });
  });

  it("get another owner, and the one before goes on as a contributor", async () => {
    const { world, id, project } = await active();
    await transferOwnership(world, OWNER, id, { user: "carl" });
    await world.run(id);
    expect(Object.fromEntries(project.members.map((member) => [member.id, member.designation]))).toEqual({
      platform: "PROJECT_OWNER",
      anna: "PROJECT_CONTRIBUTOR",
      analysts: "PROJECT_CONTRIBUTOR",
      carl: "PROJECT_OWNER",
    });
    expect(Math.min(...world.service.owners)).toBeGreaterThan(0);
  });

  it("are planned anew where somebody else has changed the project at the same moment", async () => {
    const { world, id } = await active();
    const both = await Promise.all([
      changeMembers(world, OWNER, id, [anna, bob]),
      changeMembers(world, OWNER, id, [anna]),
    ]);
    expect(both.map((one) => ("refused" in one ? one.refused : "done"))).toEqual(["done", "outrun"]);
  });
});

describe("retiring", () => {
  const used = async (changes = {}) => {
    const found = await active(changes);
    found.project.uses = {
      ...found.project.uses,
      heldByOthers: [{ id: "s1", project: "Marketing", asset: "orders" }],
      own: [{ id: "s2", asset: "customers" }],
      published: [{ id: "a1", name: "orders" }],
      dataSources: [{ id: "d1", name: "run" }],
    };
    return found;
  };

  it("names who uses the project's data, and takes everything away in a safe order when that is meant", async () => {
    const { world, id } = await used();
    const named = await retireProject(world, OWNER, id, { reason: "over", dryRun: true });
    expect(named).toMatchObject({ uses: { heldByOthers: [{ project: "Marketing" }] }, record: { phase: "active" } });
    expect(await retireProject(world, OWNER, id, { reason: "over" })).toMatchObject({
      refused: "still-used",
      message: expect.stringMatching(/Marketing \(orders\)/) as string,
    });
    expect(world.record(id).phase).toBe("active");
    await retireProject(world, OWNER, id, { reason: "over", acknowledge: true });
    expect(await world.run(id)).toMatchObject({ phase: "retired", retirement: { person: "anna" } });
    expect(world.service.removed).toEqual([
      "subscription-of-others s1",
      "own-subscription s2",
      "publication a1",
      "data-source d1",
      "environment Lake-of-fin-reports",
      "environment Tooling-of-fin-reports",
      "project",
    ]);
    expect([world.service.projects, world.claims.all]).toEqual([[], {}]);
  });

  it("waits at the end of a life for those who use the project's data, and can be taken back or meant", async () => {
    const { world, id, project } = await used({ lifetimeDays: 30 });
    await world.pass(id, 31);
    await world.pass(id, 1);
    expect(world.record(id)).toMatchObject({ phase: "retiring", problem: { kind: "still-used" } });
    expect([world.notices.at(-1), world.service.removed]).toEqual(["still-used", []]);
    await extendProject(world, OWNER, id, 10);
    await world.run(id);
    expect(world.record(id)).toMatchObject({ phase: "active", problem: undefined });
    await world.pass(id, 11);
    await world.pass(id, 2);
    expect(world.record(id)).toMatchObject({ phase: "retiring", problem: { kind: "still-used" } });
    project.uses = { ...project.uses, heldByOthers: [] };
    await world.pass(id, 2);
    expect(world.service.removed).not.toEqual([]);
    // Something is gone by now: it is too late to go on.
    expect(await extendProject(world, OWNER, id, 10)).toMatchObject({ refused: "not-active" });
    expect(await world.run(id)).toMatchObject({ phase: "retired" });
  });

  it("leaves data sources that the service does not delete to the end, and tries what is published again", async () => {
    const { world, id } = await used();
    Object.assign(world.service.refusedParts, { d1: "it belongs to an environment", a1: "it is being published" });
    await retireProject(world, OWNER, id, { reason: "over", acknowledge: true });
    await world.run(id);
    expect(world.record(id)).toMatchObject({ phase: "retiring", problem: { message: "it is being published" } });
    delete world.service.refusedParts.a1;
    expect(await world.run(id)).toMatchObject({ phase: "retired", refusedParts: ["d1"] });
    expect(world.service.removed).not.toContain("data-source d1");
    expect(world.notices).toEqual(["ready", "alarm", "retired"]);
  });

  it("waits for grants that the service takes back before it takes environments", async () => {
    const { world, id, project } = await active();
    project.uses = { ...project.uses, revoking: 1 };
    await retireProject(world, OWNER, id, { reason: "over" });
    await world.run(id);
    expect(world.service.removed).toEqual([]);
    project.uses = { ...project.uses, revoking: 0 };
    expect(await world.run(id)).toMatchObject({ phase: "retired" });
  });

  it("is told once where the service does not delete, and ends when it does", async () => {
    const { world, id, project } = await active();
    world.service.refusesDeletion = "Invalid S3 path provided null";
    await retireProject(world, OWNER, id, { reason: "over" });
    await world.run(id);
    expect(world.record(id)).toMatchObject({
      phase: "retiring",
      problem: { message: "Invalid S3 path provided null" },
    });
    project.status = "deletion-failed";
    await world.run(id);
    expect(world.notices).toEqual(["ready", "alarm", "alarm"]);
    world.service.refusesDeletion = undefined;
    expect(await world.run(id)).toMatchObject({ phase: "retired", problem: undefined });
  });

  it("is refused to strangers, of what is not there, and a second time", async () => {
    const { world, id } = await active();
    expect(await retireProject(world, STRANGER, id, { reason: "" })).toMatchObject({ refused: "not-yours" });
    expect(await retireProject(world, OWNER, "standing", { reason: "" })).toMatchObject({ refused: "unknown" });
    await retireProject(world, OWNER, id, { reason: "over", acknowledge: true });
    expect(await retireProject(world, OWNER, id, { reason: "" })).toMatchObject({ refused: "not-active" });
    await world.run(id);
    expect(await retireProject(world, OWNER, id, { reason: "" })).toMatchObject({ refused: "not-active" });
  });
});
