import fc from "fast-check";
import type { AccessRecord } from "../../../../governance/access";
import { activeRecord, given, heldRecord, PERSONAS, World } from "./world";

type Name = keyof typeof PERSONAS;

/** People who may decide on the request of the tests: not its requester, and none without a part or a profile. */
const DECIDERS: Readonly<Record<string, readonly string[]>> = {
  stewards: ["profile-olga", "profile-sue", "profile-gwen"],
  two: ["profile-sue", "profile-gwen"],
};

const action = fc.record({
  who: fc.constantFrom(...(Object.keys(PERSONAS) as Name[])),
  what: fc.constantFrom("approve", "reject", "extend", "revoke"),
  revision: fc.integer({ min: 1, max: 6 }),
  key: fc.option(fc.constantFrom("key-00001", "key-00002"), { nil: undefined }),
  fate: fc.constantFrom("works", "works", "works", "table fails", "worker was faster"),
});
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

const BODIES = {
  approve: ["decision", { outcome: "approve", access: given }],
  reject: ["decision", { outcome: "reject", reason: "no" }],
  extend: ["extension", { days: 90 }],
  revoke: ["revocation", { reason: "over" }],
} as const;

async function act(world: World, { who, what, revision, key, fate }: Action) {
  const [path, body] = BODIES[what];
  world.beforeSave = {
    works: undefined,
    "table fails": () => {
      throw new Error("the table fails");
    },
    // The worker stores that it has told people, and nothing else.
    "worker was faster": () => {
      const record = world.records.get("r-1")!;
      world.records.set("r-1", { ...record, revision: record.revision + 1 });
    },
  }[fate];
  const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
  const prefix = "arn" in PERSONAS[who] ? "/m/v1" : "/v1";
  return world.ask(PERSONAS[who], "POST", `${prefix}/access/requests/r-1/${path}`, { ...body, revision }, headers);
}

function checkDecision({ verdict, held }: AccessRecord, before: AccessRecord): void {
  if (before.verdict !== undefined) {
    expect(JSON.stringify(verdict)).toBe(JSON.stringify(before.verdict));
    return;
  }
  if (verdict === undefined) return;
  const people = verdict.decider.kind === "people" ? verdict.decider.people : [];
  const queue = held?.queue ?? "";
  for (const person of people) expect(DECIDERS[queue]).toContain(person);
  expect(new Set(people).size).toBe(people.length);
  expect(people.length).toBeGreaterThanOrEqual(verdict.outcome === "approve" && queue === "two" ? 2 : 1);
}

describe("whatever people and machines do, alone or at once", () => {
  const start = fc.constantFrom(
    heldRecord(),
    heldRecord("r-1", { held: { ...heldRecord().held!, queue: "two" } }),
    activeRecord(),
    activeRecord("r-1", { held: { ...activeRecord().held!, queue: "two" } }),
  );

  it("a decision is made once, by those who may, and every store is one that was answered", async () => {
    await fc.assert(
      fc.asyncProperty(
        start,
        fc.array(fc.array(action, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
        async (record, rounds) => {
          const world = new World(record);
          for (const round of rounds) {
            const before = world.records.get("r-1")!;
            const answers = await Promise.all(round.map((one) => act(world, one)));
            world.beforeSave = undefined;
            const after = world.records.get("r-1")!;
            checkDecision(after, before);
            const took = answers.some(({ status }) => status === 200);
            if (JSON.stringify({ ...after, revision: 0 }) !== JSON.stringify({ ...before, revision: 0 }))
              expect(took).toBe(true);
            // Access that ends does not begin again, and lasts longer only by those who may decide.
            if (before.ending !== undefined) expect(after.ending).toEqual(before.ending);
            if (before.held?.queue === "two") expect(after.expiresAt).toBe(before.expiresAt);
            expect((after.expiresAt ?? "") >= (before.expiresAt ?? "")).toBe(true);
          }
        },
      ),
      { numRuns: 400, seed: 13 },
    );
  });
});
