import { escapeTemplate } from "../../modules/expression";

/** Fingerprints by item, as a value of a stack: names of items are text, and `${` in them must not become an expression. */
export function itemFingerprints(items: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(items).map(([item, hash]) => [escapeTemplate(item), hash]));
}

/**
 * Expression, without `${}`, of the fingerprint of `item` in such a value; where there is no such item it is "nothing",
 * which no fingerprint is like.
 *
 * @param items - expression of the value
 */
export function fingerprintIn(items: string): string {
  return `lookup(${items}, item, "nothing")`;
}
