import {
  accessFacts,
  evaluateAccess,
  rowConditionText,
  type AccessFactsInput,
} from "../../../../governance/access-rules";
import { EUROPE, FULL, HOLD, KNOWN, REJECT, rule, rulesOf } from "./sample-rules";

const facts = (changes: AccessFactsInput = {}) =>
  accessFacts.parse({
    ...KNOWN,
    ...changes,
    asset: { ...KNOWN.asset, ...changes.asset },
    request: { ...KNOWN.request, ...changes.request },
  });

describe("a decision on access", () => {
  it("is to hold where no rule holds", () => {
    const decision = evaluateAccess(rulesOf([rule("r", { purposes: ["training"] }, FULL)]), facts());
    expect(decision).toMatchObject({ outcome: "hold", hold: HOLD, reason: "No rule decides on this request." });
    expect(decision.rule).toBeUndefined();
  });

  it("is that of the first rule that holds", () => {
    const rules = rulesOf([
      rule("other", { purposes: ["training"] }, FULL),
      rule("filtered", {}, { approve: { rows: EUROPE, columns: "all", expiresInDays: 10 } }),
      rule("full", {}, FULL),
    ]);
    expect(evaluateAccess(rules, facts())).toMatchObject({ outcome: "approve", rule: "filtered" });
  });

  it("is to reject where a rule says so, wherever it stands", () => {
    const rules = rulesOf([rule("full", {}, FULL), rule("no", { purposes: ["analysis"] }, REJECT)]);
    expect(evaluateAccess(rules, facts())).toMatchObject({ outcome: "reject", rule: "no", reason: "Not for this" });
  });

  it.each([
    ["a rule that rejects", [rule("no", { requesterGroups: { any: ["interns"] } }, REJECT), rule("full", {}, FULL)]],
    ["an earlier rule", [rule("asks", { requesterGroups: { any: ["x"] } }, { hold: HOLD }), rule("full", {}, FULL)]],
    ["the rule itself", [rule("full", { requesterGroups: { none: ["interns"] } }, FULL)]],
  ])("is to hold where %s depends on a fact that is not known", (_, rules) => {
    const decision = evaluateAccess(rulesOf(rules), facts({ requester: {} }));
    expect(decision.outcome).toBe("hold");
    expect(decision.reason).toBe(`Rule ${rules[0].id} may hold: what it asks of requesterGroups is not known.`);
  });

  it("does not wait for a fact where another condition of the rule fails already", () => {
    const rules = rulesOf([
      rule("no", { requesterGroups: { any: ["interns"] }, purposes: ["training"] }, REJECT),
      rule("full", {}, FULL),
    ]);
    expect(evaluateAccess(rules, facts({ requester: {} })).outcome).toBe("approve");
  });

  it("says of every rule that was asked which condition held", () => {
    const rules = rulesOf([rule("other", { purposes: ["training"], consumerUnits: ["marketing"] }, FULL)]);
    expect(evaluateAccess(rules, facts()).considered).toEqual([
      {
        rule: "other",
        verdict: "no",
        conditions: [
          { condition: "consumerUnits", verdict: "yes", fact: "campaigns, marketing, root" },
          { condition: "purposes", verdict: "no", fact: "analysis" },
        ],
      },
    ]);
  });

  it.each<[string, Parameters<typeof rule>[1], boolean]>([
    ["the unit itself", { consumerUnits: ["campaigns"] }, true],
    ["a unit above", { consumerUnits: ["marketing"] }, true],
    ["the root", { consumerUnits: ["root"] }, true],
    ["another unit", { consumerUnits: ["finance"] }, false],
    ["a type", { assetTypes: ["amazon.datazone.GlueTableAssetType"] }, true],
    ["another type", { assetTypes: ["report"] }, false],
    ["one of the terms", { terms: { any: ["class/public", "class/internal"] } }, true],
    ["all terms, of which one lacks", { terms: { all: ["class/public", "class/internal"] } }, false],
    ["the absence of a term that is there", { terms: { none: ["class/internal"] } }, false],
    ["a term on a column", { columnTerms: { any: ["class/personal"] } }, true],
    ["a column", { columns: { all: ["region", "amount"] } }, true],
    ["stages", { producerStages: ["dev"], consumerStages: ["prod"] }, false],
    ["a group", { requesterGroups: { any: ["engineers"] } }, true],
    ["the largest number of days", { durationDays: { max: 30 } }, true],
    ["fewer days", { durationDays: { max: 29 } }, false],
    ["a project that is old enough", { projectAgeDays: { min: 40 } }, true],
    ["a project that is older", { projectAgeDays: { min: 41 } }, false],
  ])("asks for %s", (_, when, holds) => {
    expect(evaluateAccess(rulesOf([rule("r", when, FULL)]), facts()).outcome).toBe(holds ? "approve" : "hold");
  });

  it("takes access without an end for longer than any number of days", () => {
    const rules = rulesOf([rule("r", { durationDays: { max: 100000 } }, FULL)]);
    expect(evaluateAccess(rules, facts({ request: { durationDays: "unlimited" } })).outcome).toBe("hold");
  });

  it("does not know the place of a unit that the configuration does not have", () => {
    const rules = rulesOf([rule("r", { consumerUnits: ["root"] }, FULL)]);
    expect(evaluateAccess(rules, facts({ consumer: { unit: "made-by-hand" } })).outcome).toBe("hold");
  });

  it("asks for the terms of those columns only that are wanted", () => {
    const rules = rulesOf([rule("r", { columnTerms: { none: ["class/personal"] } }, FULL)]);
    expect(evaluateAccess(rules, facts()).outcome).toBe("hold");
    expect(evaluateAccess(rules, facts({ request: { columns: ["amount"] } })).outcome).toBe("approve");
  });
});

describe("access that an approval gives", () => {
  const given = (approve: object, changes?: AccessFactsInput) => {
    const decision = evaluateAccess(
      rulesOf([rule("r", {}, { approve: { rows: "all", columns: "all", expiresInDays: 90, ...approve } })]),
      facts(changes),
    );
    return decision.outcome === "approve" ? decision.access : decision.reason;
  };

  it("has no filter only where neither rule nor request has one", () => {
    expect(given({})).toEqual({ rows: "all", columns: "all", s3: ["READ"], expiresInDays: 30 });
  });

  it("leaves out the columns that carry a term, and names the others", () => {
    expect(given({ columns: { withoutTerms: ["class/personal"] } })).toMatchObject({ columns: ["region", "amount"] });
  });

  it("names the columns although the rule takes none away today: one may get the term tomorrow", () => {
    const columns = { region: [], amount: [] };
    expect(given({ columns: { withoutTerms: ["class/personal"] } }, { asset: { columns } })).toMatchObject({
      columns: ["region", "amount"],
    });
  });

  it("is at most what was asked for", () => {
    expect(given({ columns: { except: ["email"] } }, { request: { columns: ["email", "amount"] } })).toMatchObject({
      columns: ["amount"],
    });
  });

  it("holds both row filters, the rule's and the request's", () => {
    const rows = { columnName: "amount", operator: "greaterThan" as const, value: "100" };
    const access = given({ rows: EUROPE }, { request: { rows } });
    expect(access).toMatchObject({ rows: { and: [EUROPE, rows] } });
    expect(rowConditionText({ and: [EUROPE, rows] })).toBe("region = 'EU' AND amount > '100'");
  });

  it.each<[string, number | "never", number | "unlimited", number | "never"]>([
    ["the rule's time", 90, "unlimited", 90],
    ["the shorter of both", 90, 30, 30],
    ["the request's time", "never", 30, 30],
    ["no end where both have none", "never", "unlimited", "never"],
  ])("ends after %s", (_, expiresInDays, durationDays, expected) => {
    expect(given({ expiresInDays }, { request: { durationDays } })).toMatchObject({ expiresInDays: expected });
  });

  it.each<[string, object, AccessFactsInput, string]>([
    [
      "columns of the asset",
      { columns: { except: ["email"] } },
      { asset: { columns: undefined } },
      "columns of the asset",
    ],
    ["columns that are asked for", {}, { request: { columns: undefined } }, "columns that are asked for"],
    ["rows that are asked for", {}, { request: { rows: undefined } }, "rows that are asked for"],
    ["duration that is asked for", {}, { request: { durationDays: undefined } }, "duration that is asked for"],
  ])("is not given where the %s are not known", (_, approve, changes, text) => {
    expect(given(approve, changes)).toMatch(
      new RegExp(`^Rule r would approve, but the ${text} (is|are) not known\\.$`),
    );
  });

  it("is not given where the row filter compares a column that the asset does not have", () => {
    expect(given({ rows: { columnName: "country", operator: "isNull" } })).toBe(
      "Rule r would approve, but the row filter names columns that the asset does not have: country.",
    );
  });

  it("is not given where no column is left", () => {
    expect(given({ columns: { only: ["amount"] } }, { request: { columns: ["email"] } })).toBe(
      "Rule r would approve, but no column is left of those that are asked for.",
    );
  });
});
