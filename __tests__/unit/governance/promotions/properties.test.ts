import fc from "fast-check";
import { decidePromotion, rollBack, stageOf, wishedVersion } from "../../../../governance/promotions";
import { type Fate, packageOf, person, sourceOf, World } from "./world";

const RISK = person("rita", ["risk"]);
const ANN = person("Ann@example.com", ["risk"]);

/** Things that happen; those of the world fail as its fates say, and whoever was cut off comes again with the next doorbell. */
const ACTIONS = {
  first: (world: World) => ring(world, 1),
  second: (world: World) => ring(world, 2),
  third: (world: World) => ring(world, 3),
  /** The same doorbells twice, at once, the later version first. */
  all: (world: World) => Promise.all([ring(world, 3), ring(world, 2), ring(world, 2), ring(world, 1)]),
  sweep: (world: World) => tried(() => world.pass()),
  twoSweeps: (world: World) => Promise.all([tried(() => world.pass(0)), tried(() => world.pass(0))]),
  /** Versions come to production, and somebody releases the one that waits there. */
  goOn: async (world: World) => {
    await ring(world, 1 + (world.runs.length % 3));
    for (let count = 0; count < 3; count++) await tried(() => world.pass());
    decide(world, RISK, "approve");
    await tried(() => world.pass());
  },
  release: (world: World) => decide(world, RISK, "approve"),
  releaseOwn: (world: World) => decide(world, ANN, "approve"),
  refuse: (world: World) => decide(world, RISK, "reject"),
  rollBackTest: (world: World) => rolled(world, "test"),
  rollBackProd: (world: World) => rolled(world, "prod"),
  wishFirst: (world: World) => wish(world, 1),
  /** An earlier version comes by somebody's wish, and goes again. */
  wishAndBack: async (world: World) => {
    wish(world, 1 + (world.stored.count % 2));
    for (let count = 0; count < 3; count++) await tried(() => world.pass());
    rolled(world, "test");
    await tried(() => world.pass());
  },
  reject: (world: World) => change(world, 2, { approval: "Rejected", changedBy: ["carol"] }),
  approveAgain: (world: World) => change(world, 2, { approval: "Approved", changedBy: ["carol"] }),
  tamper: (world: World) => change(world, 1, { properties: { author: "ann", "metric.r2": "0.99" } }),
  runFails: (world: World) => void world.runFates.push("failed"),
  noPlace: (world: World) => void world.missingPlaces.add("prod"),
  place: (world: World) => void world.missingPlaces.clear(),
  lag: (world: World) => void (world.lag = 10),
  threeDays: (world: World) => tried(() => world.pass(80)),
} as const;
type Action = keyof typeof ACTIONS;

async function tried(action: () => Promise<unknown>): Promise<void> {
  await action().catch((error: unknown) => {
    if (!/busy|lost|others were faster/.test(String(error))) throw error;
  });
}
const ring = (world: World, version: number) => tried(() => world.settle(version));
const change = (world: World, version: number, changes: Parameters<typeof packageOf>[1]) => {
  const known = world.packages.get(sourceOf(version)) ?? packageOf(version);
  world.packages.set(sourceOf(version), { ...known, ...changes });
};
function decide(world: World, who: typeof RISK, outcome: "approve" | "reject"): void {
  for (const { id } of world.stored.promotions)
    world.act((record) =>
      decidePromotion(
        record,
        world.useCase,
        who,
        { stage: "prod", promotion: id, outcome, reason: "because" },
        world.now,
      ),
    );
}
const rolled = (world: World, stage: string) =>
  world.act((record) =>
    rollBack(record, world.useCase, person("dora", ["risk", "retention"]), { stage, reason: "errors" }, world.now),
  );
function wish(world: World, version: number): void {
  const view = world.packages.get(sourceOf(version)) ?? packageOf(version);
  const asked = { name: "dora", names: ["dora"], reason: "needed" };
  world.act((record) => wishedVersion(record, view, world.useCase, asked, world.now));
}

const actions = fc.array(
  fc.constantFrom<Action>(...(Object.keys(ACTIONS) as Action[]), "goOn", "goOn", "runFails", "threeDays", "threeDays"),
  {
    minLength: 6,
    maxLength: 24,
  },
);
const fates = fc.array(fc.constantFrom<Fate>("works", "works", "works", "works", "fails-before", "fails-after"), {
  maxLength: 60,
});

async function live(steps: readonly Action[], fate: readonly Fate[], tells: boolean): Promise<World> {
  const world = new World();
  for (const version of [1, 2, 3]) world.packages.set(sourceOf(version), packageOf(version));
  world.tells = tells;
  world.fates = [...fate];
  for (const step of steps) await ACTIONS[step](world);
  // From here on nothing goes wrong.
  world.fates = [];
  world.runFates = [];
  world.lag = 0;
  world.missingPlaces.clear();
  await world.run(12);
  return world;
}

describe("promotions of a use case, whatever happens", () => {
  const seen = { prod: 0, rollbacks: 0, lapsed: 0, overtaken: 0, failed: 0 };

  it("deploys only what was approved and released by others, each order once, and no older version by itself", async () => {
    await fc.assert(
      fc.asyncProperty(actions, fates, fc.boolean(), async (steps, fate, tells) => {
        const world = await live(steps, fate, tells);
        const { runs, stored, evidence, registrations } = world;
        // Each order is one run of the host.
        expect(new Set(runs.map(({ order }) => order)).size).toBe(runs.length);
        for (const { order, stage, release } of runs) {
          const told = [...evidence.values()].find((facts) => "order" in facts && matches(facts.order, order));
          // Evidence of the decision was kept before the host was told.
          expect(told).toBeDefined();
          expect(registrations[stage].some((one) => one.release === release)).toBe(true);
        }
        for (const promotion of stored.promotions) {
          const { prod, test } = promotion.passages;
          // Nothing reaches production that has not been in the stage before, and nobody's word but that of another person.
          if (prod !== undefined) expect(test.phase).toBe("deployed");
          if (prod?.decision !== undefined) expect(prod.decision.by).toBe("rita");
          if (promotion.gates.some(({ passed }) => !passed)) expect(promotion.passages).toEqual({});
        }
        // The first version keeps its approval, whatever is changed about it: what nobody has approved anew is never promoted by itself.
        const itself = stored.promotions.filter(({ source, wish }) => source === sourceOf(1) && wish === undefined);
        expect(new Set(itself.map(({ content }) => content)).size).toBeLessThanOrEqual(1);
        for (const stage of ["test", "prod"]) {
          // One registration for each version and content.
          const origins = registrations[stage].map(({ origin }) => origin);
          expect(new Set(origins).size).toBe(origins.length);
          // What is to run is the last that the host has deployed.
          const last = runs.filter((run) => run.stage === stage && run.state === "succeeded").at(-1);
          expect(stageOf(stored, stage).promoted?.release).toBe(last?.release);
          expect(stageOf(stored, stage).order).toBeUndefined();
        }
        expect(stored.duties).toEqual([]);
        if (!steps.some((step) => /^(wish|rollBack)/.test(step)))
          expect(
            isAscending(runs.filter(({ stage }) => stage === "test").map((run) => versionOf(world, run.release))),
          ).toBe(true);
        count(world);
      }),
      { numRuns: 100 },
    );
    // The property is about something.
    expect(seen.prod).toBeGreaterThan(15);
    expect(seen.rollbacks).toBeGreaterThan(6);
    expect(seen.lapsed).toBeGreaterThan(3);
    expect(seen.overtaken).toBeGreaterThan(40);
    expect(seen.failed).toBeGreaterThan(5);
  });

  const matches = (told: unknown, order: string): boolean =>
    told === order || (typeof told === "object" && told !== null && "id" in told && told.id === order);
  const isAscending = (versions: readonly number[]): boolean =>
    versions.every((version, index) => index === 0 || versions[index - 1] <= version);
  const versionOf = ({ registrations }: World, release: string): number =>
    Number(/package\/churn\/(\d+)/.exec(registrations.test.find((one) => one.release === release)?.origin ?? "")?.[1]);
  function count({ stored, runs, evidence }: World): void {
    if (runs.some(({ stage }) => stage === "prod")) seen.prod++;
    if ([...evidence.keys()].some((name) => name.includes("-rollback-"))) seen.rollbacks++;
    if (stored.promotions.some(({ passages }) => passages.prod?.phase === "lapsed")) seen.lapsed++;
    if (stored.promotions.some(({ state }) => state === "overtaken")) seen.overtaken++;
    if (stored.promotions.some(({ passages }) => Object.values(passages).some(({ phase }) => phase === "failed")))
      seen.failed++;
  }
});
