import type { z } from "zod";
import { dataAccess, type AccessFactsInput, type AccessRules } from "../../../../governance/access-rules";

type Input = z.input<typeof dataAccess>;
type RuleInput = NonNullable<Input["rules"]>[number];

/** Facts that are all known: a request of marketing for a table of finance. */
export const KNOWN: AccessFactsInput = {
  asset: {
    type: "amazon.datazone.GlueTableAssetType",
    terms: ["class/internal"],
    columns: { region: [], amount: [], email: ["class/personal"] },
  },
  producer: { unit: "finance", stage: "dev" },
  consumer: { unit: "campaigns", stage: "dev", ageDays: 40 },
  requester: { groups: ["engineers"] },
  request: { purpose: "analysis", durationDays: 30, columns: "all", rows: "all" },
};

export const HOLD = { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 14 };
export const EUROPE = { columnName: "region", operator: "equalTo", value: "EU" } as const;

/** A rule that needs no words of its own. */
export function rule(
  id: string,
  when: RuleInput["when"],
  outcome: RuleInput["outcome"],
  examples: RuleInput["examples"] = [{ title: "known", facts: KNOWN }],
): RuleInput {
  return { id, description: `Rule ${id}`, owner: "data-office@example.com", when, outcome, examples };
}

export const FULL = { approve: { rows: "all", columns: "all", expiresInDays: 90 } } as const;
export const REJECT = { reject: { message: "Not for this" } };

/** Rules with the words and the units that the tests speak of. */
export function rulesOf(rules: Input["rules"], rest: Partial<Input> = {}): AccessRules {
  return {
    ...dataAccess.parse({
      purposes: { analysis: "Analysis", training: "Training of models" },
      queues: { stewards: { description: "Stewards", deciders: ["unit-stewards"] } },
      otherwise: HOLD,
      rules,
      ...rest,
    }),
    unitParents: { finance: "root", marketing: "root", campaigns: "marketing" },
  };
}
