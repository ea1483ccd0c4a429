import { z } from "zod";

/** Knowledge about a text that its pattern does not hold, for those who explain what does not fit. */
export interface Hints {
  /** Words of which one is likely to be meant, although every word of the right form is accepted. */
  readonly words?: readonly string[];
  /** Number of digits, and the object that has them: written as a number it would lose its leading zeros. */
  readonly digits?: { readonly count: number; readonly of: string };
  /** Set for keys of a map: a key must not be a name that JavaScript objects have by themselves. */
  readonly isKey?: true;
}

/** The hints of those schemas that have some; a schema made from another one inherits them. */
export const hints = z.registry<Hints>();
