const LONGEST_KEY = 48;

/**
 * A configuration key made from a name: lower case, digits and hyphens, a letter first.
 *
 * @param fallback - the key where the name has nothing of that, and what comes before a digit
 */
export function slug(name: string, fallback: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "");
  const lettered = /^[0-9]/.test(plain) ? `${fallback}-${plain}` : plain;
  return lettered.slice(0, LONGEST_KEY).replace(/-+$/, "") || fallback;
}

/** Gives out keys that differ: a second `finance` becomes `finance-2`. */
export class Keys {
  private readonly taken: Set<string>;

  constructor(reserved: readonly string[] = []) {
    this.taken = new Set(reserved);
  }

  take(wanted: string): string {
    let key = wanted;
    for (let count = 2; this.taken.has(key); count++) {
      const ending = `-${count}`;
      key = `${wanted.slice(0, LONGEST_KEY - ending.length)}${ending}`;
    }
    this.taken.add(key);
    return key;
  }
}

/** Keys by id, in the order of the items. */
export function keysOf<T extends { readonly id: string }>(
  items: readonly T[],
  name: (item: T) => string,
  fallback: string,
  reserved: readonly string[] = [],
): ReadonlyMap<string, string> {
  const keys = new Keys(reserved);
  return new Map(items.map((item) => [item.id, keys.take(slug(name(item), fallback))]));
}
