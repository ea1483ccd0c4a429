import fc from "fast-check";
import {
  changeMembers,
  decideProject,
  extendProject,
  readMark,
  rebuiltRecord,
  retireProject,
} from "../../../../governance/project-requests";
import { ONE, PLATFORM, TWO, type Fate } from "./simulated-service";
import { OWNER, settingsOf, STEWARD, wishOf, World } from "./world";

const anna = { user: "anna", designation: "PROJECT_OWNER" } as const;
const bob = { user: "bob", designation: "PROJECT_OWNER" } as const;

/** Things that happen, to one request, or beside it. A call that fails is made again by whoever made it. */
const ACTIONS = {
  settle: (world: World, id: string) => tried(() => world.settle(id)),
  /** The same doorbell twice, at once. */
  twice: (world: World, id: string) => Promise.all([tried(() => world.pass(id)), tried(() => world.pass(id))]),
  minutes: (world: World, id: string) => tried(() => world.pass(id)),
  week: (world: World, id: string) => tried(() => world.pass(id, 7)),
  approve: (world: World, id: string) => tried(() => decideProject(world, STEWARD, id, { approve: "yes" })),
  reject: (world: World, id: string) => tried(() => decideProject(world, STEWARD, id, { reject: "no" })),
  both: (world: World, id: string) =>
    Promise.all([
      tried(() => decideProject(world, STEWARD, id, { approve: "yes" })),
      tried(() => decideProject(world, { ...STEWARD, id: "second" }, id, { reject: "no" })),
    ]),
  askAgain: (world: World) => tried(() => world.tryToAsk(wishOf({ unit: "treasury", lifetimeDays: 60 }))),
  members: (world: World, id: string) => tried(() => changeMembers(world, OWNER, id, [bob])),
  membersBack: (world: World, id: string) => tried(() => changeMembers(world, OWNER, id, [anna])),
  extend: (world: World, id: string) => tried(() => extendProject(world, OWNER, id, 90)),
  retire: (world: World, id: string) => tried(() => retireProject(world, OWNER, id, { reason: "over" })),
  accountFails: (world: World) => void world.service.failing.add(ONE),
  otherFails: (world: World) => void world.service.failing.add(TWO),
  bobRefused: (world: World) => void world.service.refusedMembers.add("bob"),
  lag: (world: World) => void (world.service.lag = 2),
  deletedByHand: (world: World) => void (world.service.projects = world.service.projects.slice(1)),
  tableLost: (world: World) => void (world.records.clear(), world.claims.held.clear()),
} as const;
type Action = keyof typeof ACTIONS;

async function tried(action: () => Promise<unknown>): Promise<void> {
  await action().catch((error: unknown) => {
    if (!/busy|lost/.test(String(error))) throw error;
  });
}

/** A sweep: records that are lost are made again from the marks of projects. */
function sweep(world: World): void {
  for (const { id: projectId, name, description, members } of world.service.projects) {
    const mark = readMark(description);
    if (mark === undefined || world.records.has(mark.requestId)) continue;
    const placement = { resolved: [], revision: 0, claimed: true };
    const theirs = members.filter(({ id }) => id !== PLATFORM.id);
    const found = { mark, projectId, name, createdAt: world.now, unit: "treasury", profile: "analytics" };
    world.save(rebuiltRecord({ ...found, members: theirs, placement }));
  }
}

const actions = fc.array(fc.constantFrom(...(Object.keys(ACTIONS) as Action[])), { maxLength: 16 });
const fates = fc.array(fc.constantFrom<Fate>("works", "works", "works", "fails-before", "fails-after"), {
  maxLength: 60,
});

/** Choices of a life: somebody approves at first, and the table is lost after everything. */
const course = fc.record({
  approves: fc.constantFrom(true, true, true, false),
  loses: fc.constantFrom(false, false, false, true),
});

async function live(
  steps: readonly Action[],
  fate: readonly Fate[],
  { approves, loses }: { readonly approves: boolean; readonly loses: boolean },
) {
  const world = new World(settingsOf());
  const id = await world.ask(wishOf({ unit: "treasury", lifetimeDays: 60 }));
  world.service.fates = [...fate];
  if (approves) await ACTIONS.settle(world, id).then(() => ACTIONS.approve(world, id));
  for (const step of steps) await ACTIONS[step](world, id);
  if (loses) ACTIONS.tableLost(world);
  // From here on nothing goes wrong, and time goes on: everything must come to its end.
  world.service.fates = [];
  world.service.lag = 0;
  world.service.refusedMembers.clear();
  for (let count = 0; count < 40; count++) {
    sweep(world);
    await world.pass(id, 4);
    // Owners that nobody is are named by the governance team.
    if (world.records.get(id)?.problem?.kind === "no-human-owner") await ACTIONS.membersBack(world, id);
  }
  for (let count = 0; count < 8; count++) await world.pass(id, 0.1);
  return { world, id };
}

describe("a request for a project, whatever happens to it", () => {
  const seen = { ready: 0, secondAccount: 0, rebuilt: 0, ended: 0 };

  it("is decided once, makes one project at a time, keeps an owner, and ends with nothing left", async () => {
    await fc.assert(
      fc.asyncProperty(actions, fates, course, async (steps, fate, { approves, loses }) => {
        const { world, id } = await live(steps, fate, { approves, loses });
        const { service, records, claims } = world;
        const record = records.get(id);
        const isLost = loses || steps.includes("tableLost");
        // Each attempt is one project: a second one follows a failure, in another account, or a loss of everything.
        if (!isLost) expect(service.made.length).toBeLessThanOrEqual((record?.failures.length ?? 0) + 1);
        if (!isLost) expect(record?.failures.length).toBeLessThanOrEqual(2);
        const accounts = service.made.map(({ accountId }) => accountId);
        if (!isLost) expect(new Set(accounts).size).toBe(accounts.length);
        // Nothing is made but what somebody has approved.
        const mayBeApproved = approves || steps.includes("approve") || steps.includes("both");
        if (service.made.length > 0) expect(mayBeApproved).toBe(true);
        if (record?.verdict?.outcome === "reject") expect(record.phase).toBe("rejected");
        // Once there is an owner, there is one at every moment.
        const firstOwner = service.owners.findIndex((count) => count > 0);
        if (firstOwner >= 0 && service.made.length === 1) expect(service.owners.slice(firstOwner)).not.toContain(0);
        expect(service.projects).toEqual([]);
        if (!isLost) expect(claims.all).toEqual({});
        // Evidence is of one moment, however often it is kept.
        if (!isLost)
          expect(new Set([...world.evidence].map((one) => one.split(" ")[0])).size).toBe(world.evidence.size);
        if (record !== undefined) {
          seen.ended++;
          expect(record.endedAt).toBeDefined();
        }
        if (world.notices.includes("ready")) seen.ready++;
        if (new Set(accounts).size > 1) seen.secondAccount++;
        if (isLost && record?.phase === "retired") seen.rebuilt++;
      }),
      { numRuns: 600 },
    );
    expect(seen.ready).toBeGreaterThan(60);
    expect(seen.secondAccount).toBeGreaterThan(10);
    expect(seen.rebuilt).toBeGreaterThan(8);
    expect(seen.ended).toBeGreaterThan(200);
  });
});
