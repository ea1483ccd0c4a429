import { z } from "zod";
import { canonicalJson } from "../../contracts/canonical-json";
import { evaluateAccess, type Decision } from "./evaluate";
import { accessFacts } from "./facts";
import type { AccessRules } from "./model";

/** A decision of the past, as the evidence keeps it. Members of the evidence that a replay does not need may be there, too. */
export const pastDecision = z.looseObject({
  /** Id of the request. */
  requestId: z.string().min(1),
  /** Time of the decision (ISO 8601, UTC). */
  decidedAt: z.string().min(1),
  /** Fate of the request. */
  outcome: z.enum(["approve", "reject", "hold"]),
  /** Id of the rule that decided; absent where a person did or no rule. */
  rule: z.string().optional(),
  /** Person who decided; absent where a rule did. */
  decidedBy: z.string().optional(),
  /** Version of the rules. */
  version: z.string(),
  /** Facts that were known then. */
  facts: accessFacts,
  /** Access that was given, where it was approved. */
  access: z.unknown().optional(),
});

/** A decision of the past. */
export type PastDecision = z.output<typeof pastDecision>;

/** A decision of the past beside the one that other rules would make of the same facts. */
export interface ReplayedDecision {
  readonly past: PastDecision;
  readonly now: Decision;
  /** Difference between them: the outcome, the rule alone, or what is given. "same" where nothing does. */
  readonly difference: "same" | "outcome" | "access" | "rule";
}

/** Decides once more on requests of the past, by the facts of then. What people decided is compared in the outcome alone. */
export function replayDecisions(rules: AccessRules, past: readonly PastDecision[]): ReplayedDecision[] {
  return past.map((decision) => {
    const now = evaluateAccess(rules, decision.facts);
    return { past: decision, now, difference: differenceBetween(decision, now) };
  });
}

function differenceBetween(past: PastDecision, now: Decision): ReplayedDecision["difference"] {
  if (past.outcome !== now.outcome) return "outcome";
  if (past.decidedBy !== undefined) return "same";
  if (now.outcome === "approve" && past.access !== undefined && !sameValue(past.access, now.access)) return "access";
  return past.rule === now.rule ? "same" : "rule";
}

function sameValue(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
