import { faultsOfRules } from "../../../../governance/access-rules";
import { EUROPE, FULL, HOLD, KNOWN, REJECT, rule, rulesOf } from "./sample-rules";

/** Faults of rules, without those of their examples. */
const faults = (...args: Parameters<typeof rulesOf>) =>
  faultsOfRules(rulesOf(...args)).filter(({ fault }) => fault.kind !== "example");
const FILTERED = { approve: { rows: EUROPE, columns: "all", expiresInDays: 30 } } as const;

describe("faults of rules on access", () => {
  it("are none where each rule has requests of its own", () => {
    expect(
      faults([
        rule("a", { purposes: ["analysis"] }, FULL),
        rule("b", { terms: { any: ["class/internal"] } }, FULL),
        rule("c", {}, { hold: HOLD }),
      ]),
    ).toEqual([]);
  });

  it.each<[string, Parameters<typeof rule>[1]]>([
    ["a term that must and must not be there", { terms: { all: ["a/x"], none: ["a/x"] } }],
    ["only terms that must not be there", { terms: { any: ["a/x", "a/y"], none: ["a/y", "a/x"] } }],
    ["no number of days", { durationDays: { min: 10, max: 9 } }],
    ["a purpose that there is not", { purposes: ["fun"] }],
  ])("name a rule that asks for %s", (_, when) => {
    expect(faults([rule("a", when, FULL)])).toEqual([{ rule: 0, fault: { kind: "impossible" } }]);
  });

  it("name the rule that takes all requests of a later one", () => {
    const rules = [
      rule("finance", { producerUnits: ["finance"] }, FILTERED),
      rule("all-marketing", { consumerUnits: ["marketing"] }, FULL),
      rule("campaigns", { consumerUnits: ["campaigns"], purposes: ["analysis"] }, FULL),
    ];
    expect(faults(rules)).toEqual([{ rule: 2, fault: { kind: "shadowed", by: ["all-marketing"] } }]);
  });

  it("name the rules that take them together", () => {
    const rules = [
      rule("analysis", { purposes: ["analysis"] }, FULL),
      rule("training", { purposes: ["training"] }, { hold: HOLD }),
      rule("rest", {}, FULL),
    ];
    expect(faults(rules)).toEqual([{ rule: 2, fault: { kind: "shadowed", by: ["analysis", "training"] } }]);
  });

  it("name a rule that rejects all that another approves, wherever it stands", () => {
    const rules = [
      rule("approve", { terms: { all: ["class/secret"] }, purposes: ["analysis"] }, FILTERED),
      rule("reject", { terms: { any: ["class/secret", "class/top"] } }, REJECT),
    ];
    expect(faults(rules)).toEqual([{ rule: 0, fault: { kind: "contradicted", by: ["reject"] } }]);
  });

  it("name a restricted term that reaches access without a filter, with a request", () => {
    const rules = [
      rule("europe", { purposes: ["training"] }, FILTERED),
      rule("open", { assetTypes: ["report"] }, FULL),
    ];
    expect(faults(rules, { restrictedTerms: ["class/secret"] })).toEqual([
      {
        rule: 1,
        fault: {
          kind: "unfiltered",
          term: "class/secret",
          request: "terms class/secret; assetTypes report; purposes analysis",
        },
      },
    ]);
  });

  it.each<[string, Parameters<typeof rulesOf>[0]]>([
    ["is rejected", [rule("open", {}, FULL), rule("no", { terms: { any: ["class/secret"] } }, REJECT)]],
    ["is held before", [rule("ask", { terms: { all: ["class/secret"] } }, { hold: HOLD }), rule("open", {}, FULL)]],
    ["is left out", [rule("open", { terms: { none: ["class/secret"] } }, FULL)]],
    ["gets a filter", [rule("eu", { terms: { any: ["class/secret"] } }, FILTERED), rule("open", {}, FULL)]],
  ])("are none where the restricted term %s", (_, rules) => {
    expect(faults(rules, { restrictedTerms: ["class/secret"] })).toEqual([]);
  });

  it("say that they cannot tell, rather than that all is well, where rules are too entangled", () => {
    // Seven of something in six places, each in one of them and no two in the same: impossible, and long to find out.
    const places = [1, 2, 3, 4, 5, 6];
    const things = [...places, 7];
    const at = (thing: number, place: number) => `${thing}/${place}`;
    const rules = [
      ...things.map((thing) =>
        rule(`nowhere-${thing}`, { terms: { none: places.map((p) => at(thing, p)) } }, FILTERED),
      ),
      ...places.flatMap((place) =>
        things.flatMap((one) =>
          things
            .filter((other) => other > one)
            .map((other) =>
              rule(`both-${one}-${other}-${place}`, { terms: { all: [at(one, place), at(other, place)] } }, FILTERED),
            ),
        ),
      ),
      rule("open", {}, FULL),
    ];
    expect(faults(rules, { restrictedTerms: ["class/secret"] })).toEqual([
      { rule: rules.length - 1, fault: { kind: "not-settled", term: "class/secret" } },
    ]);
  });

  it("name an example that another rule decides, and one of which a fact is missing", () => {
    const rules = [
      rule("no", { purposes: ["analysis"] }, REJECT),
      rule("open", {}, FULL, [
        { title: "taken before", facts: KNOWN },
        { title: "incomplete", facts: { ...KNOWN, request: {} } },
        { title: "as said", facts: KNOWN, decidedBy: "no" },
      ]),
    ];
    expect(faultsOfRules(rulesOf(rules))).toEqual([
      { rule: 1, fault: { kind: "example", example: 0, got: "reject by no (Not for this)", wanted: "open" } },
      {
        rule: 1,
        fault: {
          kind: "example",
          example: 1,
          got: "hold (Rule no may hold: what it asks of purposes is not known.)",
          wanted: "open",
        },
      },
    ]);
  });

  it("are found among 200 rules", () => {
    const rules = Array.from({ length: 199 }, (_, index) =>
      rule(`r${index}`, { terms: { all: [`t/${index}`] }, consumerUnits: ["finance"] }, FULL),
    );
    const last = rule("last", { terms: { all: ["t/7", "t/8"] }, consumerUnits: ["finance"] }, FULL);
    expect(faults([...rules, last])).toEqual([{ rule: 199, fault: { kind: "shadowed", by: ["r7"] } }]);
  });
});
