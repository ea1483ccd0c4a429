/**
 * JSON text of a value in which the order of members does not show: they are sorted by name (those with whole numbers for
 * names come first), and those that are `undefined` are left out.
 *
 * @param space spaces to indent by. @default - one line
 */
export function canonicalJson(value: unknown, space?: number): string {
  return JSON.stringify(canonicalOrder(value ?? null), undefined, space);
}

/**
 * The same JSON value with the members of every object in the order of {@link canonicalJson}. What is in order already is
 * not copied: so a value that is serialized several times, also in parts, is put in order once.
 */
export function canonicalOrder<T>(value: T): T;
export function canonicalOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? orderedList(value) : orderedMap(value as Readonly<Record<string, unknown>>);
}

function orderedList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const item = canonicalOrder(list[index]);
    if (item !== list[index]) copy ??= [...list];
    if (copy !== undefined) copy[index] = item;
  }
  return copy ?? list;
}

function orderedMap(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = Object.keys(members);
  let copy: Record<string, unknown> | undefined = sortNames(names) ? {} : undefined;
  for (const name of names) {
    const member = canonicalOrder(members[name]);
    if (member !== members[name]) copy ??= { ...members };
    if (copy !== undefined) copy[name] = member;
  }
  return copy ?? members;
}

/** Sorts names of members as {@link canonicalJson} does. @returns false where they were sorted already */
export function sortNames(names: string[]): boolean {
  for (let index = 1; index < names.length; index++) {
    if (names[index - 1] > names[index]) {
      names.sort();
      return true;
    }
  }
  return false;
}
