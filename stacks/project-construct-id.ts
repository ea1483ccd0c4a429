/** Ids of what every stack holds beside the constructs of its layer, as far as a key of the configuration may be the same. */
const TAKEN_IDS: readonly string[] = ["applied", "backend"];

/** Construct id of a project: its key, unless something else of the stack has that id. No key has upper-case letters. */
export function projectConstructId(key: string): string {
  return TAKEN_IDS.includes(key) ? `Project-${key}` : key;
}
