import type { Comparison } from "./alternatives";
import { type Filled, literal, type Template, template, UNRESOLVED } from "./templates";
import { PolicyProblem, Unknown } from "./verdict";
import { matches } from "./wildcards";

/**
 * Compiles one value of a condition into its comparison.
 *
 * @param variables Whether the document's version has policy variables.
 */
export type CompileValue = (value: string, variables: boolean) => Comparison;

/**
 * Operators on strings.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String
 */
export const equalsText: CompileValue = onFilled((filled, actual) => literal(filled) === actual);

/** Comparison without regard to upper and lower case. */
export const equalsIgnoringCase: CompileValue = onFilled(
  (filled, actual) => literal(filled).toLowerCase() === actual.toLowerCase(),
);

/** Comparison with wildcards. */
export const likeText: CompileValue = onFilled((filled, actual) => matches(filled, actual, "text"));

/**
 * Comparison of ARNs, component by component; ArnEquals and ArnLike are the same.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const likeArn: CompileValue = (value, variables) => {
  const written = variables ? value.replace(/\$\{[^}]*\}/g, "") : value;
  // A pattern that is one variable becomes an ARN only in the request.
  if (written !== "" && !/^arn:([^:]*:){4}/.test(written)) throw new PolicyProblem(`"${value}" is no ARN`);
  return onFilled((filled, actual) => matches(filled, actual, "arn"))(value, variables);
};

function onFilled(compare: (filled: Filled, actual: string) => boolean): CompileValue {
  return (value, variables) => {
    const fill: Template = template(value, variables);
    return (actual, context) => {
      const filled = fill(context);
      return filled === UNRESOLVED || filled instanceof Unknown ? filled : compare(filled, actual);
    };
  };
}
