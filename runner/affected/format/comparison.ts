import type { Affected } from "../model";

/** An answer with what it was compared with. */
export interface Comparison {
  /** For people: `main (1a2b3c4d)`, `what was applied`. */
  readonly against: string;
  /** The commits of the base, by what they are of; absent where it was no commit. */
  readonly commits?: { readonly environments?: string; readonly code?: string };
  readonly affected: Affected;
  readonly notes: readonly string[];
}
