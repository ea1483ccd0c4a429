import type { PolicyCondition } from "./document";

/** Answer to a question about a policy; `unknown` where it depends on what is not known before the call. */
export type Verdict = "yes" | "no" | "unknown";

/** Values of condition keys (in lower case) of a call, as far as they are known before it; null for a key that it does not have. */
export type KnownContext = Readonly<Record<string, string | null>>;

const NEGATED: Readonly<Record<Verdict, Verdict>> = { yes: "no", no: "yes", unknown: "unknown" };

/** All of several answers. */
export function every(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("no")) return "no";
  return verdicts.includes("unknown") ? "unknown" : "yes";
}

/** Any of several answers. */
export function some(verdicts: readonly Verdict[]): Verdict {
  return NEGATED[every(verdicts.map((verdict) => NEGATED[verdict]))];
}

/** Compares a value of a request with a value of a policy. */
type Comparison = (actual: string, wanted: string) => boolean;

const equals: Comparison = (actual, wanted) => actual === wanted;
const equalsIgnoringCase: Comparison = (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase();

/** Tells whether a text fits a pattern of IAM: `*` is any text, `?` one character. */
export const fits: Comparison = (actual, wanted) =>
  new RegExp(
    `^${wanted
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, "[^]*")
      .replace(/\?/g, "[^]")}$`,
  ).test(actual);

const COMPARISONS: Readonly<Record<string, { readonly compare: Comparison; readonly negated?: true }>> = {
  StringEquals: { compare: equals },
  StringEqualsIgnoreCase: { compare: equalsIgnoringCase },
  StringLike: { compare: fits },
  ArnEquals: { compare: fits },
  ArnLike: { compare: fits },
  Bool: { compare: equalsIgnoringCase },
  StringNotEquals: { compare: equals, negated: true },
  StringNotEqualsIgnoreCase: { compare: equalsIgnoringCase, negated: true },
  StringNotLike: { compare: fits, negated: true },
  ArnNotEquals: { compare: fits, negated: true },
  ArnNotLike: { compare: fits, negated: true },
};

/**
 * Tells whether a call meets a condition. Keys whose value is not known before the call, and operators that compare
 * anything but one text with texts, are unknown.
 */
export function meets({ operator, key, values }: PolicyCondition, context: KnownContext): Verdict {
  const actual = Object.hasOwn(context, key) ? context[key] : undefined;
  const single = operator.replace(/^ForAnyValue:/, "").replace(/IfExists$/, "");
  if (actual === undefined) return "unknown";
  if (single === "Null") return values.includes(String(actual === null)) ? "yes" : "no";
  if (!Object.hasOwn(COMPARISONS, single)) return "unknown";
  const { compare, negated } = COMPARISONS[single];
  if (actual === null) return negated === true || operator.endsWith("IfExists") ? "yes" : "no";
  // A variable of a policy stands for another value of the call.
  if (values.some((value) => value.includes("${"))) return "unknown";
  const verdict: Verdict = values.some((value) => compare(actual, value)) ? "yes" : "no";
  return negated === true ? NEGATED[verdict] : verdict;
}
