import { isInNetwork } from "./networks";

type Comparison = (value: number, bound: number) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  "=": (value, bound) => value === bound,
  ">=": (value, bound) => value >= bound,
  ">": (value, bound) => value > bound,
};

/** Operators on one value, by name; `exists` and `anything-but` are about the whole field. */
const OPERATORS: Readonly<Record<string, (argument: unknown, value: unknown) => boolean>> = {
  prefix: (argument, value) => affix(argument, value, (text, part) => text.startsWith(part)),
  suffix: (argument, value) => affix(argument, value, (text, part) => text.endsWith(part)),
  "equals-ignore-case": (argument, value) => textsOf(argument).some((text) => fold(text) === fold(value)),
  wildcard: (argument, value) =>
    typeof value === "string" && textsOf(argument).some((text) => wildcard(text).test(value)),
  numeric: (argument, value) => typeof value === "number" && isWithin(argument as unknown[], value),
  cidr: (argument, value) => typeof value === "string" && isInNetwork(String(argument), value),
};

/** Operators that may stand in a pattern. */
export const OPERATOR_NAMES: readonly string[] = [...Object.keys(OPERATORS), "exists", "anything-but"];
/** Operators that `anything-but` can turn round. */
export const NEGATED_NAMES: readonly string[] = ["prefix", "suffix", "equals-ignore-case", "wildcard"];

/**
 * Tells whether one rule of a list lets a field pass.
 *
 * @param values of the field: none where it is absent, several of a list
 */
export function matchesValue(rule: unknown, values: readonly unknown[]): boolean {
  if (typeof rule !== "object" || rule === null) return values.includes(rule);
  const [[operator, argument]] = Object.entries(rule);
  if (operator === "exists") return values.length > 0 === argument;
  if (operator === "anything-but") return values.some((value) => isAnythingBut(argument, value));
  return values.some((value) => OPERATORS[operator](argument, value));
}

function isAnythingBut(argument: unknown, value: unknown): boolean {
  if (typeof argument !== "object" || argument === null) return value !== argument;
  if (Array.isArray(argument)) return !argument.includes(value);
  const [[operator, texts]] = Object.entries(argument);
  return !textsOf(texts).some((text) => OPERATORS[operator](text, value));
}

function affix(argument: unknown, value: unknown, test: (text: string, part: string) => boolean): boolean {
  if (typeof value !== "string") return false;
  if (typeof argument === "string") return test(value, argument);
  const { "equals-ignore-case": folded } = argument as { "equals-ignore-case"?: string };
  return folded !== undefined && test(value.toLowerCase(), folded.toLowerCase());
}

function isWithin(comparisons: readonly unknown[], value: number): boolean {
  for (let at = 0; at < comparisons.length; at += 2)
    if (!COMPARISONS[comparisons[at] as string](value, comparisons[at + 1] as number)) return false;
  return true;
}

/** Tells whether a text is one of the signs that `numeric` compares with. */
export const isComparison = (sign: unknown): boolean => typeof sign === "string" && Object.hasOwn(COMPARISONS, sign);

const textsOf = (argument: unknown): readonly string[] =>
  (Array.isArray(argument) ? argument : [argument]) as readonly string[];

const fold = (value: unknown): unknown => (typeof value === "string" ? value.toLowerCase() : value);

/** `*` stands for any text; `\*` and `\\` for the characters themselves. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replace(/\\([*\\])|\*|[.+?^${}()|[\]\\]/g, (found, escaped?: string) => {
    if (escaped !== undefined) return `\\${escaped}`;
    return found === "*" ? "[^]*" : `\\${found}`;
  });
  return new RegExp(`^${source}$`);
}
