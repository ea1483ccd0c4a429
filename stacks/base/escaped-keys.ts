import { escapeTemplate } from "../../modules/expression";

/** Names of items are text: `${` in them must not become an expression. */
export function escapedKeys(items: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(items).map(([item, hash]) => [escapeTemplate(item), hash]));
}
