import type { core } from "zod";
import { environment } from "../schema/environment";
import type { Path } from "../problems";

/** Place of a key in a stage file; `<key>` stands for the key of a map. */
type Place = readonly string[];

let index: ReadonlyMap<string, readonly Place[]> | undefined;

/**
 * Says where a stage file has a key that is not known at a place: below it, if it is there, otherwise at the place that has most in
 * common with it. Nothing where no place has it, or several that are equally good.
 *
 * @param at - path of the object that has the key
 */
export function placeOfKey(key: string, at: Path): string | undefined {
  index ??= placesOf();
  const places = index.get(key) ?? [];
  const below = places.filter((place) => common(place, at) === at.length);
  const candidates = below.length > 0 ? below : places;
  const [best, second] = candidates.toSorted((a, b) => common(b, at) - common(a, at) || a.length - b.length);
  if (best === undefined || (second?.length === best.length && common(second, at) === common(best, at)))
    return undefined;
  return best.map((part, step) => (part === MAP_KEY && step < common(best, at) ? String(at[step]) : part)).join(".");
}

const MAP_KEY = "<key>";

function common(place: Place, at: Path): number {
  let length = 0;
  while (length < at.length && length < place.length && (place[length] === MAP_KEY || place[length] === at[length]))
    length += 1;
  return length;
}

function placesOf(): ReadonlyMap<string, readonly Place[]> {
  const found = new Map<string, Place[]>();
  visit(environment, [], found);
  return found;
}

/** Goes through objects, maps and forms, not into lists: a key that belongs into an entry is not moved there by itself. */
function visit(schema: core.$ZodType, at: Place, found: Map<string, Place[]>): void {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type === "optional" || def.type === "default") return visit(def.innerType, at, found);
  if (def.type === "record") return visit(def.valueType, [...at, MAP_KEY], found);
  if (def.type === "union") return def.options.forEach((option) => visit(option, at, found));
  if (def.type !== "object") return;
  for (const [key, child] of Object.entries(def.shape)) {
    const place = [...at, key];
    const known = found.get(key) ?? [];
    if (!known.some((other) => other.join(".") === place.join("."))) found.set(key, [...known, place]);
    visit(child, place, found);
  }
}
