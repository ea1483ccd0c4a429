import { createHash } from "node:crypto";
import type { Difference } from "../../../contracts/control-plane";

/** A value in the form in which live and desired objects are compared. */
export type Comparable =
  | string
  | number
  | boolean
  | null
  | readonly Comparable[]
  | { readonly [key: string]: Comparable | undefined }
  | Keyed;

/** The properties of an object in comparable form. */
export type ComparableObject = { readonly [key: string]: Comparable | undefined };

/** A set of members with a name each: differences are reported as `path[name]`, and order does not count. */
export class Keyed {
  public constructor(public readonly members: Readonly<Record<string, Comparable>>) {}

  /** Members by the name that `name` finds in them. */
  public static by<T extends Comparable>(items: readonly T[], name: (item: T) => string): Keyed {
    return new Keyed(Object.fromEntries(items.map((item) => [name(item), item])));
  }
}

/** A list in which neither order nor repetition counts. */
export function asSet(items: readonly string[] | undefined): readonly string[] {
  return [...new Set(items ?? [])].sort();
}

/** Differences of two comparable values, in the order of their paths: equal inputs give equal texts at every plan. */
export function differencesOf(live: ComparableObject, desired: ComparableObject): Difference[] {
  return compare("", live, desired).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function compare(path: string, live: Comparable | undefined, desired: Comparable | undefined): Difference[] {
  if (live instanceof Keyed && desired instanceof Keyed)
    return compareMembers(live.members, desired.members, (key) => `${path}[${key}]`);
  if (isObject(live) && isObject(desired)) {
    return compareMembers(live, desired, (key) => (path === "" ? key : `${path}.${key}`));
  }
  const [before, after] = [plain(live), plain(desired)];
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, live: before, desired: after }];
}

function compareMembers(
  live: ComparableObject,
  desired: ComparableObject,
  pathOf: (key: string) => string,
): Difference[] {
  return asSet([...Object.keys(live), ...Object.keys(desired)]).flatMap((key) =>
    compare(pathOf(key), live[key], desired[key]),
  );
}

function isObject(value: Comparable | undefined): value is ComparableObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Keyed);
}

/** JSON form with sorted keys; "nothing" (undefined, empty list, empty object) is `null`. */
function plain(value: Comparable | undefined): unknown {
  if (value === undefined || value === null || value === "") return null;
  if (value instanceof Keyed) return plain(value.members);
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item: Comparable) => plain(item));
  if (!isObject(value)) return value;
  const entries = asSet(Object.keys(value)).map((key) => [key, plain(value[key])] as const);
  const present = entries.filter(([, member]) => member !== null);
  return present.length === 0 ? null : Object.fromEntries(present);
}

const REASON_LIMIT = 300;

/** Short text of differences for the plan: `description: "x" -> "y"`, at most 300 characters. */
export function reasonOf(differences: readonly Difference[]): string {
  return shorten(
    differences
      .map(({ path, live, desired }) => `${path}: ${JSON.stringify(live)} -> ${JSON.stringify(desired)}`)
      .join("; "),
  );
}

/** A text cut to what a plan shows in one line. */
export function shorten(text: string): string {
  return text.length <= REASON_LIMIT ? text : `${text.slice(0, REASON_LIMIT - 3)}...`;
}

/** Fingerprint of values that the service takes and never returns; independent of the order of keys. */
export function fingerprintOf(values: Comparable | undefined): string {
  return createHash("sha256")
    .update(JSON.stringify(plain(values)))
    .digest("hex")
    .slice(0, 32);
}
