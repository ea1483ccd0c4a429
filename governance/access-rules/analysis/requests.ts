import { lineageOf } from "../facts";
import type { AccessRules } from "../model";
import type { Conditions, RangeCondition, SetCondition } from "../when";

/** Conditions on a fact of which a request has exactly one value. */
const CHOICES = [
  "assetTypes",
  "producerUnits",
  "consumerUnits",
  "producerStages",
  "consumerStages",
  "purposes",
  "durationDays",
  "projectAgeDays",
] as const;
/** Conditions on a fact that is a set of names. */
const SETS = ["terms", "columns", "columnTerms", "requesterGroups"] as const;

/** Condition on a fact with one value. */
export type ChoiceName = (typeof CHOICES)[number];
/** Condition on a fact that is a set. */
export type SetName = (typeof SETS)[number];

/** Stands for every value that no rule names. */
export const OTHER = "(any other)";

/** Part of all sets: what a set holds, what it does not hold, and lists of which it holds at least one. */
interface SetPart {
  readonly holds: ReadonlySet<string>;
  readonly lacks: ReadonlySet<string>;
  readonly holdsOneOf: readonly (readonly string[])[];
}

/**
 * Requests that have something in common: for each fact the values that are left. The facts do not depend on each other, so there
 * is a request among them as long as no fact has run out of values.
 */
export interface Requests {
  readonly choices: Readonly<Record<ChoiceName, readonly string[]>>;
  readonly sets: Readonly<Record<SetName, SetPart>>;
}

const NO_PART: SetPart = { holds: new Set(), lacks: new Set(), holdsOneOf: [] };

/** All requests that rules can tell apart. */
export function allRequests(rules: AccessRules): Requests {
  const conditions = rules.rules.map(({ when }) => when);
  const named = (name: "assetTypes" | "producerStages" | "consumerStages") => [
    ...new Set(conditions.flatMap((when) => when[name] ?? [])),
    OTHER,
  ];
  const units = ["root", ...Object.keys(rules.unitParents)];
  return {
    choices: {
      assetTypes: named("assetTypes"),
      producerUnits: units,
      consumerUnits: units,
      producerStages: named("producerStages"),
      consumerStages: named("consumerStages"),
      purposes: Object.keys(rules.purposes),
      durationDays: [...daysBetween(conditions.map((when) => when.durationDays)), "unlimited"],
      projectAgeDays: daysBetween(conditions.map((when) => when.projectAgeDays)),
    },
    sets: { terms: NO_PART, columns: NO_PART, columnTerms: NO_PART, requesterGroups: NO_PART },
  };
}

/** A number of days for every stretch that conditions can tell apart: their limits, and the days before and after them. */
function daysBetween(ranges: readonly (RangeCondition | undefined)[]): string[] {
  const limits = ranges.flatMap((range) => [range?.min, range?.max]).filter((limit) => limit !== undefined);
  const days = [1, ...limits.flatMap((limit) => [limit - 1, limit, limit + 1])].filter((day) => day >= 0);
  return [...new Set(days)].sort((a, b) => a - b).map(String);
}

/** Those of the requests for which all conditions hold; nothing where there is none. */
export function withConditions(requests: Requests, when: Conditions, rules: AccessRules): Requests | undefined {
  let left: Requests | undefined = requests;
  for (const name of CHOICES)
    if (left !== undefined && when[name] !== undefined)
      left = narrowed(left, name, (value) => isAllowed(when, name, value, rules));
  for (const name of SETS) {
    const condition: SetCondition | undefined = when[name];
    if (left === undefined || condition === undefined) continue;
    left = withSet(left, name, {
      holds: condition.all,
      lacks: condition.none,
      holdsOneOf: condition.any === undefined ? [] : [condition.any],
    });
  }
  return left;
}

/** The requests for which the conditions do not all hold, in parts: in each another condition fails. */
export function withoutConditions(requests: Requests, when: Conditions, rules: AccessRules): Requests[] {
  const parts: (Requests | undefined)[] = CHOICES.filter((name) => when[name] !== undefined).map((name) =>
    narrowed(requests, name, (value) => !isAllowed(when, name, value, rules)),
  );
  for (const name of SETS) {
    const { any, all = [], none }: SetCondition = when[name] ?? {};
    if (any !== undefined) parts.push(withSet(requests, name, { lacks: any }));
    parts.push(...all.map((one) => withSet(requests, name, { lacks: [one] })));
    if (none !== undefined) parts.push(withSet(requests, name, { holdsOneOf: [none] }));
  }
  return parts.filter((part) => part !== undefined);
}

function isAllowed(when: Conditions, name: ChoiceName, value: string, { unitParents }: AccessRules): boolean {
  const condition = when[name]!;
  if (!Array.isArray(condition)) {
    const { min = 0, max = Infinity } = condition;
    const days = value === "unlimited" ? Infinity : Number(value);
    return days >= min && (max === Infinity || days <= max);
  }
  const isUnit = name === "producerUnits" || name === "consumerUnits";
  const values = isUnit ? (lineageOf(value, unitParents) ?? []) : [value];
  return values.some((one) => condition.includes(one));
}

function narrowed(requests: Requests, name: ChoiceName, isLeft: (value: string) => boolean): Requests | undefined {
  const left = requests.choices[name].filter(isLeft);
  if (left.length === 0) return undefined;
  if (left.length === requests.choices[name].length) return requests;
  return { ...requests, choices: { ...requests.choices, [name]: left } };
}

interface Addition {
  readonly holds?: readonly string[];
  readonly lacks?: readonly string[];
  readonly holdsOneOf?: readonly (readonly string[])[];
}

function withSet(requests: Requests, name: SetName, addition: Addition): Requests | undefined {
  const before = requests.sets[name];
  const part: SetPart = {
    holds: new Set([...before.holds, ...(addition.holds ?? [])]),
    lacks: new Set([...before.lacks, ...(addition.lacks ?? [])]),
    holdsOneOf: [...before.holdsOneOf, ...(addition.holdsOneOf ?? [])],
  };
  const isPossible =
    [...part.holds].every((one) => !part.lacks.has(one)) &&
    part.holdsOneOf.every((names) => names.some((one) => !part.lacks.has(one)));
  return isPossible ? { ...requests, sets: { ...requests.sets, [name]: part } } : undefined;
}

/** One of the requests, with no more in its sets than it must have. */
export function firstRequest(requests: Requests): Requests {
  const choices = { ...requests.choices };
  for (const name of CHOICES) choices[name] = requests.choices[name].slice(-1);
  const sets = { ...requests.sets };
  for (const name of SETS) {
    const { lacks, holdsOneOf } = requests.sets[name];
    const holds = new Set(requests.sets[name].holds);
    for (const names of holdsOneOf)
      if (!names.some((one) => holds.has(one))) holds.add(names.find((one) => !lacks.has(one))!);
    sets[name] = { holds, lacks, holdsOneOf: [] };
  }
  return { choices, sets };
}

/** Tells whether conditions hold for a request that {@link firstRequest} has chosen. */
export function holdsFor({ choices, sets }: Requests, when: Conditions, rules: AccessRules): boolean {
  return (
    CHOICES.every((name) => when[name] === undefined || isAllowed(when, name, choices[name][0], rules)) &&
    SETS.every((name) => {
      const { any, all = [], none = [] }: SetCondition = when[name] ?? {};
      const { holds } = sets[name];
      return (
        (any?.some((one) => holds.has(one)) ?? true) &&
        all.every((one) => holds.has(one)) &&
        !none.some((one) => holds.has(one))
      );
    })
  );
}

/**
 * A request in words: what its sets hold, and the facts of which not every value would do.
 *
 * @param among - Requests that it was chosen from.
 * @param all - All requests.
 */
export function requestText(request: Requests, among: Requests, all: Requests): string {
  const sets = SETS.filter((name) => request.sets[name].holds.size > 0).map(
    (name) => `${name} ${[...request.sets[name].holds].join(", ")}`,
  );
  const choices = CHOICES.filter((name) => among.choices[name].length < all.choices[name].length).map(
    (name) => `${name} ${request.choices[name][0]}`,
  );
  return [...sets, ...choices].join("; ") || "any request";
}
