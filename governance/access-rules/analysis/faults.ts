import { evaluateAccess } from "../evaluate";
import type { AccessRule, AccessRules } from "../model";
import { findRequest } from "./reach";
import { allRequests, requestText, withConditions, type Requests } from "./requests";

/** Fault of rules, and the rule that it is said of. */
export interface RuleFault {
  /** Index of the rule. */
  readonly rule: number;
  readonly fault:
    | { readonly kind: "impossible" }
    /** It would approve or ask people, but rules that reject take every request before. */
    | { readonly kind: "contradicted"; readonly by: readonly string[] }
    /** Rules before it take every request. */
    | { readonly kind: "shadowed"; readonly by: readonly string[] }
    /** A restricted term reaches access without a filter. */
    | { readonly kind: "unfiltered"; readonly term: string; readonly request: string }
    /** The search for a restricted term that reaches access without a filter was given up. */
    | { readonly kind: "not-settled"; readonly term: string }
    /** None of its examples is one that it decides itself. */
    | { readonly kind: "no-example" }
    /** An example is decided otherwise than it says. */
    | { readonly kind: "example"; readonly example: number; readonly got: string; readonly wanted: string };
}

/** Everything that is wrong with rules but what can be read off a single one of them. */
export function faultsOfRules(rules: AccessRules): RuleFault[] {
  const all = allRequests(rules);
  return rules.rules.flatMap((rule, index) => [
    ...unreachable(rules, rule, index, all),
    ...unfiltered(rules, rule, index, all),
    ...wrongExamples(rules, rule, index),
  ]);
}

const rejects = ({ outcome }: AccessRule): boolean => "reject" in outcome;

/** Rules that are asked before the one at an index. */
function rulesBefore({ rules }: AccessRules, index: number): AccessRule[] {
  if (rejects(rules[index])) return rules.slice(0, index).filter(rejects);
  return [...rules.filter(rejects), ...rules.slice(0, index).filter((rule) => !rejects(rule))];
}

function unreachable(rules: AccessRules, rule: AccessRule, index: number, all: Requests): RuleFault[] {
  if (withConditions(all, rule.when, rules) === undefined) return [{ rule: index, fault: { kind: "impossible" } }];
  const before = rulesBefore(rules, index);
  const taken = (by: readonly AccessRule[]) =>
    by.length > 0 &&
    findRequest(
      all,
      rule.when,
      by.map(({ when }) => when),
      rules,
    ) === "none";
  const kind = !rejects(rule) && taken(before.filter(rejects)) ? "contradicted" : "shadowed";
  const takers = kind === "contradicted" ? before.filter(rejects) : before;
  if (kind === "shadowed" && !taken(takers)) return [];
  const alone = takers.find((one) => taken([one]));
  return [{ rule: index, fault: { kind, by: (alone === undefined ? takers : [alone]).map(({ id }) => id) } }];
}

function unfiltered(rules: AccessRules, rule: AccessRule, index: number, all: Requests): RuleFault[] {
  if (!("approve" in rule.outcome)) return [];
  const { rows, columns } = rule.outcome.approve;
  if (rows !== "all" || columns !== "all") return [];
  const before = rulesBefore(rules, index).map(({ when }) => when);
  return rules.restrictedTerms.flatMap((term): RuleFault[] => {
    const among = withConditions(all, { terms: { all: [term] } }, rules);
    const reach = among === undefined ? "none" : findRequest(among, rule.when, before, rules);
    if (reach === "none") return [];
    if (reach === "not-settled") return [{ rule: index, fault: { kind: "not-settled", term } }];
    return [
      { rule: index, fault: { kind: "unfiltered", term, request: requestText(reach.request, reach.among, all) } },
    ];
  });
}

function wrongExamples(rules: AccessRules, rule: AccessRule, index: number): RuleFault[] {
  const hasOwn = rule.examples.some(({ decidedBy = rule.id }) => decidedBy === rule.id);
  const none: RuleFault[] = hasOwn ? [] : [{ rule: index, fault: { kind: "no-example" } }];
  const wrong = rule.examples.flatMap(({ facts, decidedBy = rule.id }, example): RuleFault[] => {
    const decision = evaluateAccess(rules, facts);
    // A rule that could not give what it says has not decided.
    const isDecided = decision.rule !== undefined && outcomeOf(rules, decision.rule) === decision.outcome;
    const decider = isDecided ? decision.rule : "none";
    if (decider === decidedBy) return [];
    const got = `${decision.outcome}${decider === "none" ? "" : ` by ${decider}`} (${decision.reason})`;
    return [{ rule: index, fault: { kind: "example", example, got, wanted: decidedBy } }];
  });
  return [...none, ...wrong];
}

function outcomeOf({ rules }: AccessRules, id: string | undefined): string | undefined {
  const outcome = rules.find((rule) => rule.id === id)?.outcome;
  return outcome && Object.keys(outcome)[0];
}
