import { isDeepStrictEqual } from "node:util";

/** A path at which two values differ. */
export interface ValueDifference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The innermost differences of two values. Texts that hold JSON (policies, desired states) are compared as what they
 * hold; "nothing" (null, an empty text, list or object) equals nothing.
 */
export function differences(before: unknown, after: unknown, path = ""): ValueDifference[] {
  const [a, b] = [unfolded(before), unfolded(after)];
  if (isDeepStrictEqual(a, b) || (isEmpty(a) && isEmpty(b))) return [];
  // IAM takes one value for a list of one, and gives back the one where it was given the other.
  if (isList(a) && a.length === 1 && isScalar(b)) return differences(a[0], b, path);
  if (isList(b) && b.length === 1 && isScalar(a)) return differences(a, b[0], path);
  if (isList(a) && isList(b) && a.length === b.length)
    return a.flatMap((item, index) => differences(item, b[index], `${path}[${index}]`));
  if (!isRecord(a) || !isRecord(b)) return [{ path, before: a ?? null, after: b ?? null }];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return names.flatMap((name) => differences(a[name], b[name], path === "" ? name : `${path}.${name}`));
}

/** The value at a path that `differences` made; `null` where there is none. */
export function valueAt(value: unknown, path: string): unknown {
  const steps = [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) => index ?? name);
  let current = unfolded(value);
  for (const step of steps) current = unfolded((current as Record<string, unknown> | null | undefined)?.[step]);
  return current ?? null;
}

function unfolded(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
