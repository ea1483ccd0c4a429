import { z } from "zod";
import * as p from "./primitives";

/** State of something in the vocabulary: only what is enabled can be chosen. */
export const status = z.enum(["ENABLED", "DISABLED"]);
const name = z.string().min(1).max(256).describe("1 to 256 characters");
/** Reference to a term: its key in the same glossary, or `<glossary>/<term>`. */
const term = z
  .string()
  .regex(/^([a-z][a-z0-9-]*\/)?[a-z][a-z0-9-]*$/)
  .describe("the key of a term of the same glossary, or <glossary>/<term>");
const glossaryTerm = z.strictObject({
  /** Name, 1 to 256 characters; unique in its glossary. Changing this renames the term in place. */
  name,
  /**
   * Text of at most 1024 characters, shown where the term is.
   *
   * @default - none
   */
  shortDescription: z.string().max(1024).optional(),
  /**
   * Text of at most 4096 characters.
   *
   * @default - none
   */
  longDescription: z.string().max(4096).optional(),
  /**
   * `DISABLED`: nobody can choose it any more; assets keep it.
   *
   * @default "ENABLED"
   */
  status: status.default("ENABLED"),
  /**
   * Terms that this one is a kind of, at most 10: levels of a hierarchy are made of them.
   *
   * @default - none
   */
  isA: z.array(term).max(10).default([]),
  /**
   * Terms that this one classifies, at most 10. The other direction of `isA`: write one of the two.
   *
   * @default - none
   */
  classifies: z.array(term).max(10).default([]),
});

/** A glossary with its terms. */
export const glossary = z.strictObject({
  /** Name, 1 to 256 characters; unique. Changing this renames the glossary in place. */
  name,
  /**
   * Purpose of the glossary, at most 4096 characters.
   *
   * @default - none
   */
  description: z.string().max(4096).optional(),
  /**
   * True for terms that only those may attach to assets whom the portal allows it. Changing this replaces the glossary and its
   * terms, which is refused while assets have one of them.
   *
   * @default false
   */
  governed: z.boolean().default(false),
  /**
   * `DISABLED`: nobody can choose its terms any more; assets keep them.
   *
   * @default "ENABLED"
   */
  status: status.default("ENABLED"),
  /**
   * Terms, by key. One that somebody adds in the portal is drift, and the next apply removes it; it is refused while assets have it.
   *
   * @default - none
   */
  terms: p.keyed(glossaryTerm).default({}),
});
