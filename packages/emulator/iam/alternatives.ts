import type { ConditionContext } from "./model";
import { UNRESOLVED } from "./templates";
import { anyOf, not, Unknown, type Verdict } from "./verdict";

/** Comparison of a value of the request with one value of the policy. */
export type Comparison = (actual: string, context: ConditionContext) => Verdict | typeof UNRESOLVED;

/** Effect of a statement. */
export type Effect = "Allow" | "Deny";

/**
 * Compares one value of the request with every value of the policy: one that fits is enough, and a negated comparison asks
 * that none fits.
 *
 * A variable without a value fits nothing and "might cause the entire statement to be invalid"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html). So it never helps a statement
 * to allow: where the other values would have, the answer is unknown. A denial stays a denial.
 */
export function compareWithEach(
  comparisons: readonly Comparison[],
  actual: string,
  context: ConditionContext,
  { negated, effect }: { readonly negated: boolean; readonly effect: Effect },
): Verdict {
  let unresolved = false;
  const verdicts = comparisons.map((comparison): Verdict => {
    const verdict = comparison(actual, context);
    if (verdict !== UNRESOLVED) return verdict;
    unresolved = true;
    return false;
  });
  const fits = anyOf(verdicts);
  const verdict = negated ? not(fits) : fits;
  return unresolved && effect === "Allow" && verdict === true
    ? new Unknown("a policy variable has no value in this request, which may void the statement")
    : verdict;
}
