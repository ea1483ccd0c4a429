import fc from "fast-check";
import type { ProjectRecord } from "../../../../../governance/project-requests";
import { projectRequestId } from "../../../../../governance/project-requests";
import { wishOf } from "../../../governance/project-requests/world";
import { CALLERS, OfficeWorld, type Name, type Sent } from "./world";

const names = fc.constantFrom(...(Object.keys(CALLERS) as Name[]));
const days = fc.constantFrom(10, 40, 90);
const member = fc.record({
  user: fc.constantFrom("anna", "bob", "program-x", "nobody"),
  designation: fc.constantFrom("PROJECT_OWNER", "PROJECT_CONTRIBUTOR"),
});
const HELD = projectRequestId("lead", "held-key");

/** Errands on what the tests begin with, as people and their programs may send them. */
const errands: fc.Arbitrary<Sent> = fc.oneof(
  fc.record({
    ask: fc.constant("request" as const),
    wish: fc.constantFrom(...["a", "b"].map((name) => ({ ...wishOf({ name, unit: "treasury" }) }))),
    key: fc.constantFrom("key-1", "key-2"),
  }),
  fc.record({
    ask: fc.constant("decide" as const),
    id: fc.constant(HELD),
    outcome: fc.constantFrom("approve", "reject"),
    reason: fc.constantFrom("fine", "no"),
  }),
  fc.record({
    ask: fc.constant("members" as const),
    id: fc.constantFrom("p1", "s1"),
    members: fc.array(member, { maxLength: 3 }),
    dryRun: fc.boolean(),
  }),
  fc.record({
    ask: fc.constant("transfer" as const),
    id: fc.constant("p1"),
    owner: fc.constantFrom({ user: "bob" }, { user: "program-x" }, { group: "analysts" }),
  }),
  fc.record({ ask: fc.constant("extend" as const), id: fc.constant("p1"), days }),
  fc.record({
    ask: fc.constant("retire" as const),
    id: fc.constantFrom("p1", "s1"),
    reason: fc.constantFrom("over", "empty"),
    acknowledge: fc.boolean(),
    dryRun: fc.boolean(),
  }),
);

const stores = fc.array(fc.constantFrom("works", "works", "fails", "answer is lost"), { maxLength: 3 });
const step = fc.record({ who: names, errand: errands, stores, passes: fc.constantFrom(0, 0, 1, 3) });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A held request of treasury, and a project of finance whose data another project uses. */
async function begun(): Promise<OfficeWorld> {
  const office = new OfficeWorld();
  await office.ask("lead", { ask: "request", wish: wishOf({ lifetimeDays: 30 }), key: "ready-key" });
  await office.go(6);
  await office.ask("lead", { ask: "request", wish: wishOf({ unit: "treasury", name: "held" }), key: "held-key" });
  await office.go(1);
  const [project] = office.world.service.projects;
  project.uses = { ...project.uses, heldByOthers: [{ id: "s", project: "Marketing", asset: "orders" }] };
  const owner = { id: "anna", kind: "people", designation: "PROJECT_OWNER" } as const;
  const more = { description: "", state: "there", unitId: "unit-finance", members: [owner] } as const;
  office.standing.push({ id: "s1", name: "standing", ...more });
  return office;
}

const KEEPERS: readonly Name[] = ["lead", "otherLead", "owner", "governance"];
/** People who may do an errand at some time; people who own the project by what others did before are among them. */
const mayEver = (who: Name, { ask }: Sent, owners: readonly string[]): boolean => {
  if (who === "unknown") return false;
  if (ask === "request") return who === "lead";
  if (ask === "decide") return who === "steward";
  return (
    KEEPERS.includes(who) ||
    owners.some((id) => id === CALLERS[who].profileId || (who === "member" && id === "analysts"))
  );
};

const ownersOf = (office: OfficeWorld): string[] =>
  (office.world.service.projects.find(({ id }) => id === "p1")?.members ?? [])
    .filter(({ designation }) => designation === "PROJECT_OWNER")
    .map(({ id }) => id);

/** Sends an errand; after an answer that was lost the same errand again, as whoever sends requests does. */
async function sent(
  office: OfficeWorld,
  { who, errand, stores: fates }: Step,
): Promise<readonly (string | undefined)[]> {
  office.stores = [...fates];
  const answers: (string | undefined)[] = [];
  do answers.push((await office.ask(who, errand)).refused);
  while (answers.at(-1) === "busy" && answers.length < 5);
  office.stores = [];
  return answers;
}

const verdicts = (records: ReadonlyMap<string, ProjectRecord>) =>
  new Map([...records].map(([id, { verdict }]) => [id, JSON.stringify(verdict)]));

describe("whatever people send, however often and with whatever answers are lost", () => {
  it("only those change anything who may, decisions stay, somebody owns the project, and data is taken from nobody unknowingly", async () => {
    const done = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const office = await begun();
        const { world } = office;
        let isAcknowledged = false;
        for (const one of steps) {
          const before = { all: JSON.stringify([...world.records]), verdicts: verdicts(world.records) };
          const owners = ownersOf(office);
          const answers = await sent(office, one);
          const hasChanged = JSON.stringify([...world.records]) !== before.all;
          const { who, errand } = one;
          const last = answers.at(-1);
          if (last === undefined) done.set(errand.ask, (done.get(errand.ask) ?? 0) + 1);
          if (hasChanged) expect(mayEver(who, errand, owners)).toBe(true);
          // What was stored is answered as done, or as busy for the last time; a refusal has stored nothing.
          if (hasChanged && last !== "busy") expect([who, errand, last]).toEqual([who, errand, undefined]);
          if (errand.dryRun === true) expect(hasChanged).toBe(false);
          for (const [id, verdict] of before.verdicts)
            if (verdict !== undefined) expect(verdicts(world.records).get(id)).toBe(verdict);
          if (errand.ask === "retire" && errand.acknowledge === true && hasChanged) isAcknowledged = true;
          await office.go(one.passes);
        }
        for (const { verdict, requester } of world.records.values())
          if (verdict?.decider.kind === "person")
            expect([verdict.decider.person, requester]).toEqual(["steward", "lead"]);
        expect(world.records.size).toBeLessThanOrEqual(4);
        expect(Math.min(1, ...world.service.owners)).toBe(1);
        if (!isAcknowledged) expect(world.service.removed).not.toContain("subscription-of-others s");
      }),
      { numRuns: 250, seed: 13 },
    );
    // Sequences in which nothing is ever done would say nothing.
    expect([...done.keys()].sort()).toEqual(["decide", "extend", "members", "request", "retire", "transfer"]);
  });

  it("of those who act at one moment, one decides, and each is told what became of it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 4 }), async (steps) => {
        const office = await begun();
        const answers = await Promise.all(steps.map(({ who, errand }) => office.ask(who, errand)));
        const decided = steps.filter(
          ({ errand }, index) => errand.ask === "decide" && answers[index].refused === undefined,
        );
        // The same decision twice is one; another one comes too late.
        expect(
          new Set(decided.map(({ errand }) => `${String(errand.outcome)} ${String(errand.reason)}`)).size,
        ).toBeLessThanOrEqual(1);
        const verdict = office.world.record(HELD).verdict;
        if (decided.length > 0)
          expect([verdict?.outcome, verdict?.reason]).toEqual([decided[0].errand.outcome, decided[0].errand.reason]);
        else expect(verdict).toBeUndefined();
      }),
      { numRuns: 150, seed: 13 },
    );
  });

  it("sees no more than its parts give, in lists as in the things themselves", async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.array(step, { maxLength: 4 }), async (who, steps) => {
        const office = await begun();
        for (const one of steps) {
          await sent(office, one);
          await office.go(one.passes);
        }
        for (const [list, single] of [
          ["requests", "one-request"],
          ["projects", "one-project"],
        ] as const) {
          const page = await office.ask(who, { ask: list, limit: 100 });
          const listed = (page.items as { id: string }[]).map(({ id }) => id).sort();
          const all = list === "requests" ? [...office.world.records.keys()] : ["p1", "p2", "p3", "p4", "s1"];
          const seen: string[] = [];
          for (const id of all) if ((await office.ask(who, { ask: single, id })).refused === undefined) seen.push(id);
          expect([who, list, listed]).toEqual([who, list, seen.sort()]);
        }
      }),
      { numRuns: 80, seed: 13 },
    );
  });
});
