const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Tells names that every JavaScript object has by itself (`constructor`, `toString`, `__proto__`, ...). As a key of a
 * map it would be lost, or be found in maps that do not have it.
 */
export function isInheritedName(name: string): boolean {
  return INHERITED.has(name);
}

/** Words for what is allowed where such a name is given. */
export const NOT_INHERITED = "a name that JavaScript objects do not have by themselves";

/** Looks for such a name among the keys of a value that fits the schema: zod drops `__proto__` without a word. */
export function hasInheritedNames(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (
    (!Array.isArray(value) && Object.keys(value).some(isInheritedName)) || Object.values(value).some(hasInheritedNames)
  );
}
