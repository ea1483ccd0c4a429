/**
 * Tells people apart by the names that AWS and code hosts have for them: `ann`, `Ann@example.com`, `example\ann`.
 *
 * The registry knows who changed a version by a name of AWS, and its author by a login of the code host. The two are compared without
 * case, domain and sign of the directory: two people who have one name are taken for one, which refuses too much and never too little. One
 * person with two unlike names is not seen through; production has a person of its own for that.
 */
function plain(name: string): string {
  const lower = name.trim().toLowerCase();
  const [account] = lower.split("\\").slice(-1);
  return account.split("@")[0];
}

/** Tells whether one of the names on the one side is one on the other. */
export function isSamePerson(one: readonly string[], other: readonly string[]): boolean {
  const known = new Set(one.map(plain).filter((name) => name !== ""));
  return other.some((name) => known.has(plain(name)));
}

/** Tells whether a person is known by a name at all. */
export function isKnown(names: readonly string[]): boolean {
  return names.some((name) => plain(name) !== "");
}
