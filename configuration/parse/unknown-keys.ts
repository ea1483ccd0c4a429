import { nearest, show, type Path } from "../problems";
import { otherNamesOf } from "./other-names";
import { placeOfKey, type Place } from "./other-places";
import type { ShapeProblem } from "./shape-problem";

/** The keys of an input that its schema does not have. */
export interface UnknownKeys {
  readonly problems: readonly ShapeProblem[];
  /** The misspelt key that evidently stands for a key of the schema, by that key. */
  readonly misspelt: ReadonlyMap<string, string>;
  /** Places where keys evidently belong, by the key. */
  readonly misplaced: ReadonlyMap<string, Place>;
}

/**
 * Finds the keys that a schema does not have, and which of them evidently stand for which key.
 *
 * @param known - keys of the schema
 * @param otherForms - keys of the other forms of a union, which exclude this one
 */
export function unknownKeys(
  known: readonly string[],
  input: object,
  path: Path,
  otherForms: readonly string[],
): UnknownKeys {
  const problems: ShapeProblem[] = [];
  const misspelt = new Map<string, string>();
  const misplaced = new Map<string, Place>();
  const absent = new Set(known.filter((key) => !(key in input)));
  for (const key of Object.keys(input).filter((candidate) => !known.includes(candidate))) {
    const at = { path: [...path, key], got: show(key) };
    if (otherForms.includes(key)) {
      const allowed = `${known.join(", ")} in this form`;
      problems.push({
        ...at,
        code: "KEY_CONFLICT",
        allowed,
        fix: `remove ${show(key)}, or everything that excludes it`,
      });
      continue;
    }
    const candidate = nearest(key, absent, otherNamesOf(known));
    // A name from elsewhere may lead to a key that is there already: good for a hint, but not what the value is for.
    const meant = candidate !== undefined && absent.has(candidate) ? candidate : undefined;
    if (meant !== undefined) misspelt.set(meant, key);
    const hint = candidate ?? nearest(key, known);
    const place = hint === undefined ? placeOfKey(key, path) : undefined;
    if (place !== undefined) misplaced.set(key, place);
    const move = place === undefined ? "remove it" : `move it to ${place.path.join(".")}`;
    const fix = hint === undefined ? move : `did you mean "${hint}"?`;
    problems.push({ ...at, code: "KEY_UNKNOWN", allowed: known.join(", "), fix });
    if (meant !== undefined) absent.delete(meant);
  }
  return { problems, misspelt, misplaced };
}
