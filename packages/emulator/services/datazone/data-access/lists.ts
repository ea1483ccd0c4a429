import type { SortKey, SortOrder } from "@aws-sdk/client-datazone";
import { validationError } from "../../../errors";

/** Refuses a list of everything: one of the filters has to be there (measured, in these words). */
export function requireFilter(...filters: readonly (string | undefined)[]): void {
  if (filters.every((filter) => filter === undefined)) throw validationError("Missing required filters");
}

/** Members of a list operation that choose the order. */
interface Order {
  readonly sortBy?: SortKey;
  readonly sortOrder?: SortOrder;
}

/** Items in the order that a list asks for; in that of their creation where it asks for none. */
export function sorted<T extends { readonly createdAt: string; readonly updatedAt: string }>(
  items: readonly T[],
  { sortBy, sortOrder }: Order,
): T[] {
  const time = (item: T): string => (sortBy === "UPDATED_AT" ? item.updatedAt : item.createdAt);
  const ascending = [...items].sort((a, b) => time(a).localeCompare(time(b)));
  return sortOrder === "DESCENDING" ? ascending.reverse() : ascending;
}
