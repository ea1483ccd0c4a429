import { giveAccess, type GivenAccess } from "./approval";
import { allOf, judgeConditions, type ConditionVerdict, type Verdict } from "./conditions";
import type { AccessFacts } from "./facts";
import type { AccessRule, AccessRules, Hold } from "./model";
import { rulesVersion } from "./version";

/** A rule, asked of a request. */
export interface RuleVerdict {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly conditions: readonly ConditionVerdict[];
}

/** Decision of the rules on a request, with its reasons. */
export type Decision = Readonly<{
  /** Hash of the rules that it was made by. */
  version: string;
  /** Id of the rule that decided; absent where none did. */
  rule?: string;
  /** One sentence for the requester and for the evidence. */
  reason: string;
  /** Every rule that was asked, in the order in which they count. */
  considered: readonly RuleVerdict[];
}> &
  (
    | { readonly outcome: "approve"; readonly access: GivenAccess }
    | { readonly outcome: "reject" }
    | { readonly outcome: "hold"; readonly hold: Hold }
  );

/**
 * Decides on a request.
 *
 * Rules that reject come first, in their order; then the others in theirs, of which the first that holds decides. A rule of which
 * it cannot be said whether it holds stops the decision: the request is held. So an approval, and a rejection too, never depends on
 * a fact that is not known, and stays the same whatever that fact turns out to be (tested by property).
 */
export function evaluateAccess(rules: AccessRules, facts: AccessFacts): Decision {
  const considered: RuleVerdict[] = [];
  const ask = (rule: AccessRule): Verdict => {
    const conditions = judgeConditions(rule.when, facts, rules.unitParents);
    const verdict = allOf(conditions);
    considered.push({ rule: rule.id, verdict, conditions });
    return verdict;
  };
  const common = { version: rulesVersion(rules), considered };
  const held = (reason: string, rule?: string) => ({
    ...common,
    ...(rule === undefined ? {} : { rule }),
    outcome: "hold" as const,
    hold: rules.otherwise,
    reason,
  });

  const rejecting = rules.rules.filter(({ outcome }) => "reject" in outcome);
  const verdicts = rejecting.map((rule) => ({ rule, verdict: ask(rule) }));
  for (const { rule, verdict } of verdicts)
    if (verdict === "yes" && "reject" in rule.outcome)
      return { ...common, rule: rule.id, outcome: "reject", reason: rule.outcome.reject.message };
  const uncertain = verdicts.find(({ verdict }) => verdict === "unknown");
  if (uncertain !== undefined) return held(mayHold(uncertain.rule, considered));

  for (const rule of rules.rules) {
    if ("reject" in rule.outcome) continue;
    const verdict = ask(rule);
    if (verdict === "no") continue;
    if (verdict === "unknown") return held(mayHold(rule, considered));
    if ("hold" in rule.outcome)
      return { ...common, rule: rule.id, outcome: "hold", hold: rule.outcome.hold, reason: rule.description };
    const access = giveAccess(rule.outcome.approve, facts);
    if ("hindrance" in access) return held(`Rule ${rule.id} would approve, but ${access.hindrance}.`, rule.id);
    return { ...common, rule: rule.id, outcome: "approve", access, reason: rule.description };
  }
  return held("No rule decides on this request.");
}

function mayHold(rule: AccessRule, considered: readonly RuleVerdict[]): string {
  const conditions = considered.find((one) => one.rule === rule.id)?.conditions ?? [];
  const unknown = conditions.filter(({ verdict }) => verdict === "unknown").map(({ condition }) => condition);
  return `Rule ${rule.id} may hold: what it asks of ${unknown.join(", ")} is not known.`;
}
