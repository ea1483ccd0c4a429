import fc from "fast-check";
import { decideHeld, type AccessRecord, type RequestView } from "../../../../governance/access";
import { EUROPE, FULL, HOLD, REJECT, rule, rulesOf } from "../access-rules/sample-rules";
import type { Fate } from "./simulated-service";
import { World } from "./world";

const FILTERED = { approve: { rows: EUROPE, columns: "all", expiresInDays: 30 } } as const;
const GIVEN = { rows: EUROPE, columns: "all", s3: ["READ"], expiresInDays: 20 } as const;
const ACTIONS = {
  settle: (world: World) => attempt(world),
  /** The same event twice, at once. */
  twice: (world: World) => Promise.all([attempt(world), attempt(world)]),
  hour: (world: World) => attempt(world, 1 / 24),
  week: (world: World) => attempt(world, 7),
  portalApproves: (world: World) => void world.service.decide("approve", "portal", false),
  portalRejects: (world: World) => void world.service.decide("reject", "portal", false),
  stewardApproves: (world: World) => void steward(world, { approve: GIVEN }),
  stewardRejects: (world: World) => void steward(world, { reject: "no" }),
  target: (world: World) => world.service.change((state) => state.targets.push({ id: "late", environmentId: "e" })),
  grantsFail: (world: World) => void (world.service.grantsFail = true),
  mended: (world: World) => world.service.mend(),
  lag: (world: World) => void (world.service.lag = 3),
  recordLost: (world: World) => void (world.record = undefined),
} as const;
type Action = keyof typeof ACTIONS;

async function attempt(world: World, days = 0): Promise<void> {
  // The caller of a run that fails comes again: a queue delivers the event once more.
  await world.pass(days).catch((error: unknown) => {
    if (!/busy|lost/.test(String(error))) throw error;
  });
}

function steward(world: World, wish: Parameters<typeof decideHeld>[4]): AccessRecord | undefined {
  const { record, service, now } = world;
  if (record === undefined || service.state.request === undefined) return undefined;
  const queues = { stewards: { description: "", deciders: ["unit-stewards" as const], approvals: 1 as const } };
  const result = decideHeld(record, service.state.request, queues, { id: "s", roles: ["unit-stewards"] }, wish, now);
  if (!("refused" in result)) world.save(result);
  return world.record;
}

const actions = fc.array(fc.constantFrom(...(Object.keys(ACTIONS) as Action[])), { maxLength: 14 });
const fates = fc.array(fc.constantFrom<Fate>("works", "works", "fails-before", "fails-after"), { maxLength: 30 });
const outcomes = fc.constantFrom("filtered", "full", "reject", "hold");
const OUTCOMES = { filtered: FILTERED, full: FULL, reject: REJECT, hold: { hold: HOLD } } as const;

async function live(
  outcome: keyof typeof OUTCOMES,
  steps: readonly Action[],
  fate: readonly Fate[],
  withTarget: boolean,
  beyond?: RequestView["beyond"],
) {
  const world = new World(rulesOf([rule("r", {}, OUTCOMES[outcome])]), withTarget ? undefined : []);
  if (beyond !== undefined)
    world.service.change((state) => (state.request = { ...state.request!, beyond, consumerProjectId: "" }));
  world.service.fates = [...fate];
  for (const step of steps) await ACTIONS[step](world);
  // From here on nothing goes wrong, and time goes on: everything must come to its end.
  world.service.fates = [];
  world.service.lag = 0;
  world.service.mend();
  for (let count = 0; count < 30; count++) await world.pass(4);
  await world.pass(0);
  return world;
}

describe("a request, whatever happens to it", () => {
  const lives = { decided: 0, filtered: 0, ended: 0 };

  it("is decided once and as was decided, with its filters, and access ends in time and leaves nothing", async () => {
    await fc.assert(
      fc.asyncProperty(outcomes, actions, fates, fc.boolean(), async (outcome, steps, fate, withTarget) => {
        const { service, record, evidence } = await live(outcome, steps, fate, withTarget);
        const [decision] = service.decisions;
        expect(service.decisions).toHaveLength(1);
        const byPerson = steps.includes("stewardApproves");
        if (decision.ours) {
          lives.decided++;
          // Nothing is approved but by a rule that approves or a person, and never without the filters that were decided.
          if (decision.outcome === "approve") {
            expect(outcome === "filtered" || outcome === "full" || byPerson).toBe(true);
            if (outcome !== "full") expect(decision.filterIds).toEqual(["rows"]);
            if (outcome !== "full") lives.filtered++;
          }
          expect(service.state.subscription?.status).not.toBe("APPROVED");
          expect(service.state.grants).toEqual([]);
          expect(record?.phase).toBe("closed");
          if (decision.outcome === "approve") {
            lives.ended++;
            expect(evidence).toContain("ended");
          }
        } else {
          expect(record?.outside?.outcome).toBe(decision.outcome);
        }
        expect(evidence).toContain(`decision-${decision.outcome}`);
      }),
      { numRuns: 600 },
    );
    expect(lives.decided).toBeGreaterThan(200);
    expect(lives.filtered).toBeGreaterThan(50);
    expect(lives.ended).toBeGreaterThan(100);
  });

  it("is never approved by the application where rules do not speak of it, and is decided all the same", async () => {
    const kinds = fc.constantFrom("data-product", "user", "group", "role", "other");
    await fc.assert(
      fc.asyncProperty(outcomes, actions, fates, kinds, async (outcome, steps, fate, beyond) => {
        const { service, record, evidence } = await live(outcome, steps, fate, true, beyond);
        expect(service.decisions).toHaveLength(1);
        const [decision] = service.decisions;
        expect(decision.ours && decision.outcome === "approve").toBe(false);
        expect(record?.phase).toBe("closed");
        expect(evidence).toContain(`decision-${decision.outcome}`);
        // Access that the portal gave is left to it.
        if (decision.outcome === "approve") expect(service.state.subscription?.status).toBe("APPROVED");
      }),
      { numRuns: 300 },
    );
  });
});
