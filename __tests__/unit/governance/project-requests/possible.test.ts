import {
  checkProject,
  decideProject,
  extendProject,
  mayDecide,
  phaseWords,
  placeOfProblem,
  possibleOnProject,
  retireProject,
  type ProjectRecord,
} from "../../../../governance/project-requests";
import { freshRecord } from "../../../../governance/project-requests/record";
import { ONE, TWO } from "./simulated-service";
import { activeWorld, LEAD, OWNER, settingsOf, STEWARD, wishOf, World } from "./world";

const STRANGER = { id: "x", roles: [] };
const no = (words: RegExp) => ({ allowed: false, why: expect.stringMatching(words) as string });

describe("what somebody may do", () => {
  it("with a request is to decide, for those whom the unit names and who did not ask", async () => {
    const world = new World();
    const id = await world.ask(wishOf({ unit: "treasury" }));
    const may = (person: typeof STRANGER | typeof STEWARD) =>
      mayDecide(world.record(id), world.settings, person, world.now);
    expect(may(STEWARD)).toEqual(no(/still checked/));
    await world.settle(id);
    expect(may(STEWARD)).toEqual({ allowed: true });
    expect(may({ ...STEWARD, id: LEAD.id })).toEqual(no(/of their own/));
    expect(may(STRANGER)).toEqual(no(/decided on by unit-stewards/));
    await decideProject(world, STEWARD, id, { reject: "no" });
    expect(may({ ...STEWARD, id: "other" })).toEqual(no(/by steward/));
  });

  it("with a project follows from its stage, and from the person", async () => {
    const { world, id } = await activeWorld(wishOf({ lifetimeDays: 30 }));
    const on = (person: typeof STRANGER | typeof OWNER) =>
      possibleOnProject(world.record(id), world.settings, person, world.now);
    const yes = { allowed: true };
    expect(on(OWNER)).toEqual({ members: yes, transfer: yes, extension: yes, retirement: yes });
    const { members, transfer, extension, retirement } = on(STRANGER);
    for (const one of [members, transfer, extension, retirement]) expect(one).toEqual(no(/changed by their owners/));
    await retireProject(world, OWNER, id, { reason: "over", acknowledge: true });
    expect(on(OWNER)).toMatchObject({
      ...{ members: no(/that are there/), transfer: no(/that are there/) },
      ...{ extension: no(/that is there/), retirement: no(/being retired/) },
    });
  });

  it("with a project without an end, or one that has lived long, is not to extend it", async () => {
    const { world, id } = await activeWorld();
    expect(possibleOnProject(world.record(id), world.settings, OWNER, world.now).extension).toEqual(no(/has an end/));
    const short = await activeWorld(wishOf({ lifetimeDays: 9 }), settingsOf({ lifetime: { maximumDays: 9 } }));
    await short.world.pass(short.id, 1);
    const { record, settings, now } = { ...short.world, record: short.world.record(short.id) };
    expect(possibleOnProject(record, settings, OWNER, now).extension).toEqual({ allowed: true });
  });
});

describe("a check of a wish", () => {
  it("says the account that would be chosen, and stores nothing", async () => {
    const world = new World();
    await world.claims.claim("other", [{ subject: `account/${ONE}`, weight: 2, revision: 0 }], "2027-01-01");
    const checked = await checkProject(world, LEAD, wishOf());
    expect(checked).toEqual({ problems: [], accountId: TWO, regions: ["eu-west-1"] });
    expect([world.records.size, world.claims.all]).toEqual([0, { [`account/${ONE}`]: 2 }]);
  });

  it("says no account where none fits or the profile has it, and everything that is wrong", async () => {
    const world = new World();
    const full = await checkProject(world, LEAD, wishOf({ account: "999999999999", name: "?", members: [] }));
    expect(full.accountId).toBeUndefined();
    expect(full.problems.map(({ code }) => placeOfProblem(code)).sort()).toEqual(["account", "members", "name"]);
    world.service.configurations = [{ name: "Tooling", poolIds: [], locked: [] }];
    expect(await checkProject(world, LEAD, wishOf())).toEqual({ problems: [], regions: [] });
  });
});

describe("an action whose answer was lost", () => {
  it("is done once, and answered as it was, when it is sent again", async () => {
    const world = new World();
    const id = await world.ask(wishOf({ unit: "treasury", lifetimeDays: 30 }));
    await world.settle(id);
    const again = async (act: () => Promise<unknown>) => {
      const first = await act();
      expect(first).not.toHaveProperty("refused");
      const { revision } = world.record(id);
      expect(await act()).toEqual(first);
      expect(world.record(id).revision).toBe(revision);
    };
    await again(() => decideProject(world, STEWARD, id, { approve: "yes" }));
    expect(await decideProject(world, STEWARD, id, { approve: "other" })).toMatchObject({ refused: "already-decided" });
    await world.run(id);
    await again(() => extendProject(world, OWNER, id, 90));
    await again(() => retireProject(world, OWNER, id, { reason: "over", acknowledge: true }));
    expect(await retireProject(world, OWNER, id, { reason: "other" })).toMatchObject({ refused: "not-active" });
  });
});

describe("the words for a stage", () => {
  const record = (changes: Partial<ProjectRecord>): ProjectRecord => ({
    ...freshRecord({ requestId: "r", requester: "lead", askedAt: "2026-11-01", wish: wishOf(), members: [] }),
    ...changes,
  });

  it("are others for each stage, and nothing comes after an end", () => {
    const phases = ["checking", "held", "deciding", "creating", "following", "members", "active", "retiring"] as const;
    const ends = ["retired", "rejected", "failed"] as const;
    const words = [...phases, ...ends].map((phase) => phaseWords(record({ phase, endedAt: "2026-11-02" })));
    expect(new Set(words.map(({ says }) => says)).size).toBe(words.length);
    expect(ends.map((phase) => phaseWords(record({ phase, endedAt: "2026-11-02" })).next)).toEqual(
      ends.map(() => undefined),
    );
  });

  it("name the day on which a request lapses, and on which a project ends", () => {
    const held = { since: "2026-11-01T00:00:00Z", remindAt: "2026-11-04T00:00:00Z", lapsesAt: "2026-11-15T00:00:00Z" };
    expect(phaseWords(record({ phase: "held", held })).next).toMatch(/2026-11-15/);
    expect(phaseWords(record({ phase: "active", endsAt: "2027-01-31T00:00:00Z" })).next).toMatch(/2027-01-31/);
    expect(phaseWords(record({ phase: "active" })).next).toBeUndefined();
  });

  it("tell an attempt that failed, and data that others use", () => {
    const failures = [{ at: "2026-11-01", reasons: [] }];
    expect(phaseWords(record({ phase: "creating", failures })).says).toMatch(/first attempt has failed/);
    const problem = { kind: "still-used", message: "" } as const;
    expect(phaseWords(record({ phase: "retiring", problem })).says).toMatch(/others use its data/);
  });
});
