import { columnsAsked, lineageOf, termsOfColumnsAsked, type AccessFacts } from "./facts";
import type { Conditions, RangeCondition, SetCondition } from "./when";

/** Answer to whether something holds: `unknown` where it depends on a fact that nobody could establish. */
export type Verdict = "yes" | "no" | "unknown";

/** A condition of a rule, asked of a request. */
export interface ConditionVerdict {
  /** Name of the condition, as the rule writes it. */
  readonly condition: keyof Conditions;
  readonly verdict: Verdict;
  /** The fact that it was asked of, as people read it. */
  readonly fact: string;
}

/** A fact as conditions are asked of it. */
type Fact = string | number | readonly string[];
type Asked = (facts: AccessFacts, unitParents: Readonly<Record<string, string>>) => Fact | undefined;

/** The fact that each condition is asked of; nothing where it is not known. */
const FACTS: Readonly<Record<keyof Conditions, Asked>> = {
  assetTypes: ({ asset }) => asset.type,
  terms: ({ asset }) => asset.terms,
  columns: (facts) => columnsAsked(facts),
  columnTerms: (facts) => termsOfColumnsAsked(facts),
  producerUnits: ({ producer }, parents) => lineageOf(producer.unit, parents),
  consumerUnits: ({ consumer }, parents) => lineageOf(consumer.unit, parents),
  producerStages: ({ producer }) => producer.stage,
  consumerStages: ({ consumer }) => consumer.stage,
  requesterGroups: ({ requester }) => requester.groups,
  purposes: ({ request }) => request.purpose,
  durationDays: ({ request }) => request.durationDays,
  projectAgeDays: ({ consumer }) => consumer.ageDays,
};

/** Every condition of a rule with its verdict, in the order of the rule. */
export function judgeConditions(
  when: Conditions,
  facts: AccessFacts,
  unitParents: Readonly<Record<string, string>>,
): ConditionVerdict[] {
  const names = Object.keys(when) as (keyof Conditions)[];
  return names
    .filter((condition) => when[condition] !== undefined)
    .map((condition) => {
      const fact = FACTS[condition](facts, unitParents);
      const verdict = fact === undefined ? "unknown" : holds(when[condition]!, fact) ? "yes" : "no";
      return { condition, verdict, fact: factText(fact) };
    });
}

/** Verdict on all conditions: "no" as soon as one does not, whatever is unknown of the others. */
export function allOf(verdicts: readonly ConditionVerdict[]): Verdict {
  if (verdicts.some(({ verdict }) => verdict === "no")) return "no";
  return verdicts.some(({ verdict }) => verdict === "unknown") ? "unknown" : "yes";
}

function holds(condition: readonly string[] | SetCondition | RangeCondition, fact: Fact): boolean {
  if (isList(condition)) return (isList(fact) ? fact : [fact]).some((one) => condition.includes(one as string));
  if (isList(fact)) return holdsOfSet(condition as SetCondition, fact);
  return holdsOfNumber(condition as RangeCondition, fact as number | "unlimited");
}

function isList(value: object | Fact): value is readonly string[] {
  return Array.isArray(value);
}

function holdsOfSet({ any, all, none }: SetCondition, fact: readonly string[]): boolean {
  return (
    (any === undefined || any.some((name) => fact.includes(name))) &&
    (all ?? []).every((name) => fact.includes(name)) &&
    !(none ?? []).some((name) => fact.includes(name))
  );
}

function holdsOfNumber({ min = 0, max = Infinity }: RangeCondition, fact: number | "unlimited"): boolean {
  const days = fact === "unlimited" ? Infinity : fact;
  return days >= min && (max === Infinity || days <= max);
}

function factText(fact: Fact | undefined): string {
  if (fact === undefined) return "not known";
  if (!isList(fact)) return String(fact);
  return fact.length === 0 ? "none" : fact.join(", ");
}
