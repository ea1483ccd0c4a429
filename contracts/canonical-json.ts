/**
 * JSON text of a value in which the order of members does not show: they are sorted by name (those with whole numbers for
 * names come first), and those that are `undefined` are left out.
 *
 * @param space spaces to indent by. @default - one line
 */
export function canonicalJson(value: unknown, space?: number): string {
  return JSON.stringify(sortMembers(value ?? null), undefined, space);
}

function sortMembers(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sortMembers);
  const members = value as Readonly<Record<string, unknown>>;
  const sorted: Record<string, unknown> = {};
  for (const name of Object.keys(members).sort()) sorted[name] = sortMembers(members[name]);
  return sorted;
}
