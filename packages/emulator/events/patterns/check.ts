import { isNetwork } from "./networks";
import type { EventPattern } from "./pattern";
import { isComparison, NEGATED_NAMES, OPERATOR_NAMES } from "./values";

/** Refusal of a pattern; its message is the reason, as EventBridge gives it. */
export class InvalidPattern extends Error {}

/**
 * Reads the text of a pattern and refuses what no rule can have.
 *
 * @throws InvalidPattern
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function checkPattern(text: string): EventPattern {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw new InvalidPattern("Filter is not valid JSON");
  }
  if (!isObject(pattern)) throw new InvalidPattern("Filter is not an object");
  checkFields(pattern);
  return pattern as EventPattern;
}

function checkFields(pattern: Readonly<Record<string, unknown>>): void {
  if (Object.keys(pattern).length === 0) throw new InvalidPattern("Empty objects are not allowed");
  for (const [field, allowed] of Object.entries(pattern)) {
    if (field === "$or" && isListOfPatterns(allowed)) allowed.forEach(checkFields);
    else if (isObject(allowed)) checkFields(allowed);
    else if (Array.isArray(allowed)) checkRules(allowed);
    else throw new InvalidPattern(`"${field}" must be an object or an array`);
  }
}

const isListOfPatterns = (value: unknown): value is Record<string, unknown>[] =>
  Array.isArray(value) && value.length > 1 && value.every(isObject);

function checkRules(rules: readonly unknown[]): void {
  if (rules.length === 0) throw new InvalidPattern("Empty arrays are not allowed");
  for (const rule of rules) {
    if (Array.isArray(rule)) throw new InvalidPattern("Match value must be String, number, true, false, or null");
    if (isObject(rule)) checkRule(rule);
  }
}

function checkRule(rule: Readonly<Record<string, unknown>>): void {
  const operators = Object.entries(rule);
  if (operators.length !== 1) throw new InvalidPattern("Only one key allowed in match expression");
  const [[operator, argument]] = operators;
  if (!OPERATOR_NAMES.includes(operator)) throw new InvalidPattern(`Unrecognized match type ${operator}`);
  if (!ARGUMENTS[operator](argument)) throw new InvalidPattern(`${operator} match pattern has a wrong value`);
}

const isText = (value: unknown): value is string => typeof value === "string";
const isTexts = (value: unknown): boolean => isText(value) || (Array.isArray(value) && value.every(isText));
const isAffix = (value: unknown): boolean =>
  isText(value) || (isObject(value) && Object.keys(value).length === 1 && isText(value["equals-ignore-case"]));

/** Values that an operator takes. */
const ARGUMENTS: Readonly<Record<string, (argument: unknown) => boolean>> = {
  prefix: isAffix,
  suffix: isAffix,
  "equals-ignore-case": isText,
  wildcard: isText,
  exists: (argument) => typeof argument === "boolean",
  cidr: (argument) => isText(argument) && isNetwork(argument),
  numeric: isComparisons,
  "anything-but": isNegation,
};

function isComparisons(argument: unknown): boolean {
  if (!Array.isArray(argument) || (argument.length !== 2 && argument.length !== 4)) return false;
  return (argument as unknown[]).every((part, at) => (at % 2 === 0 ? isComparison(part) : typeof part === "number"));
}

function isNegation(argument: unknown): boolean {
  if (isText(argument) || typeof argument === "number" || typeof argument === "boolean") return true;
  if (Array.isArray(argument)) return argument.every((one) => isText(one) || typeof one === "number");
  if (!isObject(argument)) return false;
  const operators = Object.entries(argument);
  return operators.length === 1 && NEGATED_NAMES.includes(operators[0][0]) && isTexts(operators[0][1]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
