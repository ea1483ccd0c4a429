import type { core } from "zod";
import { environment } from "../schema/environment";
import type { Path } from "../problems";

/** Stands for the key of a map in a place. */
export const MAP_KEY = "<key>";

/** Place of a key in a stage file. */
export interface Place {
  readonly path: readonly string[];
  /** All keys of the object that has the key, where that is one form of several; another form may not have the key. */
  readonly form?: readonly string[];
}

let index: ReadonlyMap<string, readonly Place[]> | undefined;

/**
 * Says where a stage file has a key that is not known at a place: below it, if it is there, otherwise at the place that has most in
 * common with it. Nothing where no place has it, or several that are equally good.
 *
 * @param at - path of the object that has the key
 */
export function placeOfKey(key: string, at: Path): Place | undefined {
  index ??= placesOf();
  const places = index.get(key) ?? [];
  const below = places.filter((place) => common(place, at) === at.length);
  const candidates = below.length > 0 ? below : places;
  const [best, second] = candidates.toSorted((a, b) => common(b, at) - common(a, at) || a.path.length - b.path.length);
  if (best === undefined || (second?.path.length === best.path.length && common(second, at) === common(best, at)))
    return undefined;
  const shared = common(best, at);
  const path = best.path.map((part, step) => (part === MAP_KEY && step < shared ? String(at[step]) : part));
  // The object itself has it, but in a form that the rest of the object does not have.
  return path.length === at.length + 1 && shared === at.length ? undefined : { ...best, path };
}

function common({ path }: Place, at: Path): number {
  let length = 0;
  while (length < at.length && length < path.length && (path[length] === MAP_KEY || path[length] === at[length]))
    length += 1;
  return length;
}

function placesOf(): ReadonlyMap<string, readonly Place[]> {
  const found = new Map<string, Place[]>();
  visit(environment, [], found);
  return found;
}

/** Goes through objects, maps and forms, not into lists: a key that belongs into an entry is not moved there by itself. */
function visit(schema: core.$ZodType, at: readonly string[], found: Map<string, Place[]>, isForm = false): void {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type === "optional" || def.type === "default") return visit(def.innerType, at, found);
  if (def.type === "record") return visit(def.valueType, [...at, MAP_KEY], found);
  if (def.type === "union") return def.options.forEach((option) => visit(option, at, found, true));
  if (def.type !== "object") return;
  const form = isForm ? Object.keys(def.shape) : undefined;
  for (const [key, child] of Object.entries(def.shape)) {
    const path = [...at, key];
    const known = found.get(key) ?? [];
    if (!known.some((other) => other.path.join(".") === path.join("."))) found.set(key, [...known, { path, form }]);
    visit(child, path, found);
  }
}
