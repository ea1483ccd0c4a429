import { z } from "zod";
import * as p from "./primitives";

const common = {
  /** Name of the form on the asset. */
  name: z
    .string()
    .regex(/^[a-zA-Z_]\w*$/)
    .max(128)
    .describe("at most 128 letters, digits and _, not a digit first"),
  /** Values of the form's fields. A field that holds a glossary term has the term's id: this is how terms come with an import. */
  content: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
};

/** A metadata form with its values: one of the domain's vocabulary by its key, or any other by its name. */
export const filledForm = z.union([
  z.strictObject({
    /** Key of a form under `catalog.forms` of the stage that owns the domain; each new revision of it is taken over. */
    form: p.key,
    ...common,
  }),
  z.strictObject({
    /** Name of a form type that no stage configures, with `amazon.datazone.` where it is AWS's own. */
    type: z
      .string()
      .regex(/^(?!\.)[\w.]*\w$/)
      .max(385)
      .describe("the name of a form type"),
    /**
     * Revision of the form type.
     *
     * @default - the newest when it is written
     */
    revision: z
      .string()
      .regex(/^[\w-]+$/)
      .max(64)
      .describe("a revision, for example 1")
      .optional(),
    ...common,
  }),
]);
