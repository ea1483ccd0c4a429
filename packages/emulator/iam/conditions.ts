import { compareWithEach, type Comparison, type Effect } from "./alternatives";
import type { ConditionContext } from "./model";
import { type CompileValue, equalsIgnoringCase, equalsText, likeArn, likeText } from "./text-operators";
import { binary, bool, date, ipAddress, numeric, truth } from "./value-operators";
import { allOf, anyOf, PolicyProblem, Unknown, type Verdict } from "./verdict";

/** Condition element of a statement, compiled. */
export type Condition = (context: ConditionContext, effect: Effect) => Verdict;

interface Operator {
  readonly compile: CompileValue;
  readonly negated: boolean;
}

const is = (compile: CompileValue): Operator => ({ compile, negated: false });
const isNot = (compile: CompileValue): Operator => ({ compile, negated: true });
const equal = (difference: number) => difference === 0;

/**
 * Every operator that there is, but for Null.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: Readonly<Record<string, Operator | undefined>> = {
  StringEquals: is(equalsText),
  StringNotEquals: isNot(equalsText),
  StringEqualsIgnoreCase: is(equalsIgnoringCase),
  StringNotEqualsIgnoreCase: isNot(equalsIgnoringCase),
  StringLike: is(likeText),
  StringNotLike: isNot(likeText),
  NumericEquals: is(numeric(equal)),
  NumericNotEquals: isNot(numeric(equal)),
  NumericLessThan: is(numeric((difference) => difference < 0)),
  NumericLessThanEquals: is(numeric((difference) => difference <= 0)),
  NumericGreaterThan: is(numeric((difference) => difference > 0)),
  NumericGreaterThanEquals: is(numeric((difference) => difference >= 0)),
  DateEquals: is(date(equal)),
  DateNotEquals: isNot(date(equal)),
  DateLessThan: is(date((difference) => difference < 0)),
  DateLessThanEquals: is(date((difference) => difference <= 0)),
  DateGreaterThan: is(date((difference) => difference > 0)),
  DateGreaterThanEquals: is(date((difference) => difference >= 0)),
  Bool: is(bool),
  BinaryEquals: is(binary),
  IpAddress: is(ipAddress),
  NotIpAddress: isNot(ipAddress),
  ArnEquals: is(likeArn),
  ArnLike: is(likeArn),
  ArnNotEquals: isNot(likeArn),
  ArnNotLike: isNot(likeArn),
};

const NAME = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/**
 * Compiles a Condition element: every operator and every key in it must be met.
 *
 * @param element Operator -> key -> values.
 * @param variables Whether the document's version has policy variables.
 * @throws PolicyProblem for an operator or a value that IAM does not have.
 */
export function condition(
  element: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
  variables: boolean,
): Condition {
  const tests = Object.entries(element).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => test(operator, key, values, variables)),
  );
  return (context, effect) => allOf(tests.map((each) => () => each(context, effect)));
}

function test(name: string, key: string, values: readonly string[], variables: boolean): Condition {
  // "Keys must have a prefix": https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
  if (!/^[^\s:]+:./.test(key)) throw new PolicyProblem(`"${key}" is no condition key`);
  const place = key.toLowerCase();
  if (name === "Null") return isNull(place, values);
  const [, set, base, ifExists] = NAME.exec(name) ?? [];
  const operator = Object.hasOwn(OPERATORS, base) ? OPERATORS[base] : undefined;
  if (operator === undefined) throw new PolicyProblem(`condition operator ${name} is not known`);
  const comparisons = values.map((value) => operator.compile(value, variables));
  const { negated } = operator;
  return set === undefined
    ? ofOneValue(place, comparisons, negated, ifExists !== undefined)
    : ofSet(place, comparisons, negated, set === "ForAllValues", ifExists !== undefined);
}

/** Test of a key with one value; without a value a negated operator is met, and every one with IfExists. */
function ofOneValue(key: string, comparisons: readonly Comparison[], negated: boolean, ifExists: boolean): Condition {
  return (context, effect) => {
    const value = present(context, key);
    if (value === undefined) return ifExists || negated;
    if (typeof value !== "string")
      return new Unknown(`${key} has several values, and the condition says neither ForAllValues nor ForAnyValue`);
    return compareWithEach(comparisons, value, context, { negated, effect });
  };
}

/**
 * Test of a key with several values. Without any ForAllValues is met and ForAnyValue is not.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function ofSet(
  key: string,
  comparisons: readonly Comparison[],
  negated: boolean,
  all: boolean,
  ifExists: boolean,
): Condition {
  return (context, effect) => {
    const found = present(context, key);
    if (found === undefined) return all || ifExists;
    // "An empty data set (for example, an empty string)": reference_policies_multi-value-conditions.html
    const values = (typeof found === "string" ? [found] : found).filter((value) => value !== "");
    const each = (value: string) => compareWithEach(comparisons, value, context, { negated, effect });
    return all ? allOf(values.map((value) => () => each(value))) : anyOf(values.map(each));
  };
}

function isNull(key: string, values: readonly string[]): Condition {
  const wanted = values.map((value) => {
    const absent = truth(value);
    if (absent === undefined) throw new PolicyProblem(`Null asks for true or false, not for "${value}"`);
    return absent;
  });
  return (context) => wanted.includes(present(context, key) === undefined);
}

/** An empty list is no value. */
function present(context: ConditionContext, key: string): string | readonly string[] | undefined {
  const value = Object.hasOwn(context, key) ? context[key] : undefined;
  return typeof value === "object" && value.length === 0 ? undefined : value;
}
