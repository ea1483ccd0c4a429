import { PathSet, type Path } from "../problems";
import { MAP_KEY, type Place } from "./other-places";
import { isPlainObject } from "./plain-object";

/**
 * Reads an object as if its misplaced keys stood where they belong, where that is below the object: one mistake, one problem.
 *
 * A place that leads through a map of which the object does not say the key counts as unreadable from that map on.
 *
 * @param misplaced - keys of `input`, and the places of a stage file where they belong
 * @param mended - gets the places that cannot be read
 */
export function withKeysInPlace(
  input: Record<string, unknown>,
  path: Path,
  misplaced: ReadonlyMap<string, Place>,
  mended: PathSet,
): Record<string, unknown> {
  let result = input;
  for (const [key, { path: place, form }] of misplaced) {
    const isBelow = place.length > path.length && path.every((part, step) => String(part) === place[step]);
    if (!isBelow) continue;
    const map = place.indexOf(MAP_KEY, path.length);
    if (map >= 0) mended.add(place.slice(0, map));
    else result = put(result, place.slice(path.length), input[key], form);
  }
  return result;
}

/**
 * A copy of an object with a value at a place below it; unchanged where something else is in the way.
 *
 * @param form - keys of the form that has the key; an object with others has another form
 */
function put(
  object: Record<string, unknown>,
  [first, ...rest]: readonly string[],
  value: unknown,
  form?: readonly string[],
): Record<string, unknown> {
  const inner = object[first];
  if (rest.length === 0) return inner === undefined ? { ...object, [first]: value } : object;
  if (inner !== undefined && (!isPlainObject(inner) || (rest.length === 1 && !fits(inner, form)))) return object;
  return { ...object, [first]: put(inner ?? {}, rest, value, form) };
}

function fits(object: Record<string, unknown>, form: readonly string[] | undefined): boolean {
  return form === undefined || Object.keys(object).every((key) => form.includes(key));
}
