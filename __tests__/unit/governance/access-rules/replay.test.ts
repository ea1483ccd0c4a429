import {
  evaluateAccess,
  accessFacts,
  pastDecision,
  replayDecisions,
  rulesVersion,
} from "../../../../governance/access-rules";
import { EUROPE, FULL, KNOWN, REJECT, rule, rulesOf } from "./sample-rules";

const BEFORE = rulesOf([rule("open", { purposes: ["analysis"] }, FULL)]);
const past = (changes: object = {}) => {
  const decision = evaluateAccess(BEFORE, accessFacts.parse(KNOWN));
  return pastDecision.parse({
    requestId: "r-1",
    decidedAt: "2026-11-01T10:00:00Z",
    facts: KNOWN,
    evidence: "kept",
    ...decision,
    ...changes,
  });
};

describe("a replay of decisions", () => {
  it("finds no difference under the same rules", () => {
    expect(replayDecisions(BEFORE, [past()])[0].difference).toBe("same");
  });

  it.each([
    ["outcome", [rule("open", {}, REJECT)]],
    ["access", [rule("open", {}, { approve: { rows: EUROPE, columns: "all", expiresInDays: 90 } })]],
    ["rule", [rule("renamed", {}, FULL)]],
  ] as const)("finds a difference in the %s", (difference, rules) => {
    expect(replayDecisions(rulesOf([...rules]), [past()])[0]).toMatchObject({ difference });
  });

  it("compares the outcome alone where a person decided", () => {
    const byPerson = past({ decidedBy: "steward", rule: undefined });
    expect(replayDecisions(rulesOf([rule("renamed", {}, FULL)]), [byPerson])[0].difference).toBe("same");
  });
});

describe("the version of rules", () => {
  it("changes with what decides, and not with examples, owners and texts of queues", () => {
    const version = rulesVersion(BEFORE);
    expect(version).toMatch(/^[0-9a-f]{16}$/);
    const [open] = BEFORE.rules;
    expect(rulesVersion({ ...BEFORE, rules: [{ ...open, owner: "other", examples: [] }] })).toBe(version);
    expect(rulesVersion({ ...BEFORE, rules: [{ ...open, when: {} }] })).not.toBe(version);
  });
});
