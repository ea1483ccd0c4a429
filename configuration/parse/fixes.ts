import { z, type core } from "zod";
import type { ErrorCode } from "../problems/error-codes";
import { show, Unreadable, type Path } from "../problems";
import { isInheritedName } from "./inherited-name";

/** Returns the code of a value that zod refuses. */
export function codeFor(issue: core.$ZodIssue): ErrorCode {
  if (issue.code === "invalid_value") return "VALUE_NOT_ALLOWED";
  if (issue.code === "too_big" || issue.code === "too_small") return "VALUE_RANGE";
  return issue.code === "invalid_type" ? "VALUE_TYPE" : "VALUE_FORMAT";
}

/** Says how to bring a value into its range. */
export function fixFor(issue: core.$ZodIssue): string | undefined {
  if (issue.code === "too_small") return `use ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`;
  return issue.code === "too_big" ? `use at most ${issue.maximum}` : undefined;
}

/** Says how to replace a value of another type. */
export function fixForType(input: unknown, path: Path): string | undefined {
  if (typeof input === "function") return "write what it returns";
  const [, kind] = /^\[object (\w+)\]$/.exec(Object.prototype.toString.call(input)) ?? [];
  if (kind === "Promise") return "write what it resolves to";
  if (kind === "Map") return "write an object: Object.fromEntries(map)";
  if (input instanceof Unreadable) return "write the value itself, as plain data";
  if (input !== undefined) return undefined;
  const [last] = path.slice(-1);
  return typeof last === "string" ? `add ${show(last)}` : "write a value there, or remove it";
}

/** Suggests a key that fits the pattern, made from the one that does not. */
export function suggestKey(key: string, schema: core.$ZodType): string | undefined {
  const suggestion = key
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  const fits = !isInheritedName(suggestion) && z.safeParse(schema, suggestion).success;
  return fits ? `write "${suggestion}"` : undefined;
}
