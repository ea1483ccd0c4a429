import type { LedgerEntry } from "./ledger";

/**
 * Knowledge of the ledger about a resource.
 *
 * - `nothing`: it was never written, or it is deleted;
 * - `intent`: a creation was begun, and whether the service carried it out is not known;
 * - `object`: there is, or was, an object with this id, and it is ours.
 */
export type Knowledge =
  | { readonly of: "nothing"; readonly entry?: undefined }
  | { readonly of: "intent"; readonly entry: LedgerEntry }
  | { readonly of: "object"; readonly id: string; readonly entry: LedgerEntry };

/** Incarnation of an object of which the ledger knows nothing. */
export const FIRST_INCARNATION = "first";

/** Reads an entry as what it says about the object. */
export function knowledgeFrom(entry: LedgerEntry | undefined): Knowledge {
  if (entry === undefined) return { of: "nothing" };
  return entry.id === null ? { of: "intent", entry } : { of: "object", id: entry.id, entry };
}
