import { checkPattern } from "./check";
import { matchesValue } from "./values";

/** A pattern: by field a pattern of what is in it, or a list of what it may be. */
export interface EventPattern {
  readonly [field: string]: EventPattern | readonly unknown[];
}

/** Reads a pattern. @throws InvalidPattern in EventBridge's words */
export function parsePattern(text: string): EventPattern {
  return checkPattern(text);
}

/**
 * Tells whether an event fits a pattern: every field that the pattern names has one of the values, and of the patterns of an
 * `$or` one fits. Of a list in the event one element is enough.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matches(pattern: EventPattern, event: unknown): boolean {
  // Of a list of objects one has to fit as a whole.
  if (Array.isArray(event)) return (event as unknown[]).some((element) => matches(pattern, element));
  const fields = isObject(event) ? event : {};
  return Object.entries(pattern).every(([field, allowed]) => {
    if (field === "$or" && Array.isArray(allowed))
      return (allowed as EventPattern[]).some((alternative) => matches(alternative, event));
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (!Array.isArray(allowed)) return matches(allowed as EventPattern, value);
    return (allowed as unknown[]).some((rule) => matchesValue(rule, leavesOf(value)));
  });
}

/** Values of a leaf: the elements of a list, nothing for what is absent or goes on below. */
function leavesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return (value as unknown[]).filter((element) => !isObject(element));
  return value === undefined || isObject(value) ? [] : [value];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
