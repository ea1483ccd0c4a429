import fc from "fast-check";
import { accessFacts, evaluateAccess, faultsOfRules, type AccessFacts } from "../../../../governance/access-rules";
import { EUROPE, HOLD, REJECT, rule, rulesOf } from "./sample-rules";

const TERMS = ["a/x", "a/y"];
const sets = fc.record(
  {
    any: fc.subarray(TERMS, { minLength: 1 }),
    all: fc.subarray(TERMS, { minLength: 1 }),
    none: fc.subarray(TERMS, { minLength: 1 }),
  },
  { requiredKeys: [] },
);
const conditions = fc.record({
  assetTypes: fc.subarray(["table", "file"], { minLength: 1 }),
  terms: sets,
  columnTerms: sets,
  consumerUnits: fc.subarray(["finance", "marketing", "campaigns", "root"], { minLength: 1 }),
  purposes: fc.subarray(["analysis", "training"], { minLength: 1 }),
  durationDays: fc.record({ min: fc.constantFrom(0, 5), max: fc.constantFrom(4, 10) }, { requiredKeys: [] }),
});
/** Few conditions each, so that rules often hold. */
const when = fc
  .tuple(
    conditions,
    fc.shuffledSubarray(["assetTypes", "terms", "columnTerms", "consumerUnits", "purposes", "durationDays"], {
      maxLength: 2,
    }),
  )
  .map(([all, names]) => Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))));
const approve = fc.record({
  rows: fc.constantFrom("all" as const, EUROPE),
  columns: fc.constantFrom<"all" | { only: string[] } | { withoutTerms: string[] }>(
    "all",
    { only: ["region"] },
    { withoutTerms: ["a/x"] },
  ),
  expiresInDays: fc.constantFrom(7, "never" as const),
});
const outcome = fc.oneof(
  approve.map((given) => ({ approve: given })),
  fc.constant(REJECT),
  fc.constant({ hold: HOLD }),
);
const rules = fc
  .array(fc.tuple(when, outcome), { minLength: 1, maxLength: 5 })
  .map((all) => rulesOf(all.map(([conditions, result], index) => rule(`r${index}`, conditions, result))));
const facts: fc.Arbitrary<AccessFacts> = fc
  .record({
    asset: fc.record({
      type: fc.constantFrom("table", "file", "model"),
      terms: fc.subarray(TERMS),
      columns: fc.record({ region: fc.subarray(TERMS), amount: fc.subarray(TERMS) }),
    }),
    consumer: fc.record({ unit: fc.constantFrom("finance", "marketing", "campaigns", "root") }),
    request: fc.record({
      purpose: fc.constantFrom("analysis", "training"),
      durationDays: fc.constantFrom(3, 5, 30, "unlimited" as const),
      columns: fc.constantFrom("all" as const, ["region"], ["amount", "region"]),
      rows: fc.constant("all" as const),
    }),
  })
  .map((known) => accessFacts.parse(known));

/** The same facts without those of some names. */
function forget(known: AccessFacts, names: readonly string[]): AccessFacts {
  const parts = Object.entries(known).map(([part, members]) => [
    part,
    Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(`${part}.${name}`))),
  ]);
  return accessFacts.parse(Object.fromEntries(parts));
}

const NAMES = [
  "asset.type",
  "asset.terms",
  "asset.columns",
  "consumer.unit",
  "request.purpose",
  "request.durationDays",
  "request.columns",
  "request.rows",
];

describe("rules on access, whatever they are", () => {
  it("decide the same whatever a fact that was not known turns out to be, or hold", () => {
    let decided = 0;
    fc.assert(
      fc.property(rules, facts, fc.subarray(NAMES, { maxLength: 3 }), (all, known, forgotten) => {
        const before = evaluateAccess(all, forget(known, forgotten));
        if (before.outcome === "hold") return;
        if (forgotten.length > 0) decided++;
        const after = evaluateAccess(all, known);
        expect(after.outcome).toBe(before.outcome);
        if (before.outcome === "approve") expect(after).toMatchObject({ rule: before.rule, access: before.access });
      }),
      { numRuns: 1500 },
    );
    // Otherwise the property would hold of rules that never decide.
    expect(decided).toBeGreaterThan(50);
  });

  it("reject whatever a rule rejects, in any order", () => {
    fc.assert(
      fc.property(rules, facts, (all, known) => {
        const reversed = { ...all, rules: [...all.rules].reverse() };
        const isRejected = (one: typeof all) => evaluateAccess(one, known).outcome === "reject";
        const alone = all.rules.some((one) => "reject" in one.outcome && isRejected({ ...all, rules: [one] }));
        expect([isRejected(all), isRejected(reversed)]).toEqual([alone, alone]);
      }),
    );
  });

  it("give at most what the request asks for and the rule allows", () => {
    let filtered = 0;
    fc.assert(
      fc.property(rules, facts, (all, known) => {
        const decision = evaluateAccess(all, known);
        if (decision.outcome !== "approve") return;
        const outcome = all.rules.find(({ id }) => id === decision.rule)!.outcome;
        if (!("approve" in outcome)) throw new Error("a rule that does not approve has approved");
        const { rows, columns } = outcome.approve;
        if (rows !== "all") expect(decision.access.rows).not.toBe("all");
        if (columns === "all" && known.request.columns === "all") return;
        filtered++;
        for (const name of decision.access.columns) {
          if (known.request.columns !== "all") expect(known.request.columns).toContain(name);
          if (columns !== "all" && "only" in columns) expect(columns.only).toContain(name);
          if (columns !== "all" && "withoutTerms" in columns) expect(known.asset.columns![name]).not.toContain("a/x");
        }
        expect(decision.access.columns).not.toBe("all");
      }),
      { numRuns: 1000 },
    );
    expect(filtered).toBeGreaterThan(50);
  });
});

describe("the search for rules that never decide", () => {
  /** Every request that these rules can tell apart, one by one. */
  function* everyRequest(): Generator<AccessFacts> {
    const subsets = [[], ["a/x"], ["a/y"], TERMS];
    for (const type of ["table", "file", "model"])
      for (const terms of subsets)
        for (const columnTerms of subsets)
          for (const unit of ["finance", "marketing", "campaigns", "root"])
            for (const purpose of ["analysis", "training"])
              for (const durationDays of [1, 3, 4, 5, 6, 9, 10, 11, "unlimited"] as const)
                yield accessFacts.parse({
                  asset: { type, terms, columns: { region: columnTerms } },
                  consumer: { unit },
                  request: { purpose, durationDays, columns: "all", rows: "all" },
                });
  }
  const REQUESTS = [...everyRequest()];

  it("finds exactly those that trying out every request finds", () => {
    let dead = 0;
    fc.assert(
      fc.property(rules, (all) => {
        const faults = faultsOfRules(all).filter(({ fault }) => fault.kind !== "example");
        const found = faults.map(({ rule: index }) => all.rules[index].id);
        // A rule is asked and holds: also one that then cannot give anything.
        const alive = new Set<string>();
        for (const request of REQUESTS) {
          const holding = evaluateAccess(all, request).considered.find(({ verdict }) => verdict === "yes");
          if (holding !== undefined) alive.add(holding.rule);
        }
        const expected = all.rules.map(({ id }) => id).filter((id) => !alive.has(id));
        dead += expected.length;
        expect(found).toEqual(expected);
      }),
      { numRuns: 40 },
    );
    expect(dead).toBeGreaterThan(10);
  });
});
