import { Unreadable } from "../problems";

/** Tells object literals from everything else: arrays, functions, class instances such as `Date` or promises. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Unreadable) return false;
  // Not a comparison with Object.prototype: values of another V8 context (configuration files, jest) have their own.
  return Object.prototype.toString.call(value) === "[object Object]";
}
