import { z } from "zod";

const shown = {
  /**
   * Name that people see.
   *
   * @default - the field's key
   */
  displayName: z.string().min(1).max(256).optional(),
  /**
   * Explanation that people see.
   *
   * @default - none
   */
  description: z.string().max(2048).optional(),
  /**
   * The form cannot be filled in without it.
   *
   * @default false
   */
  required: z.boolean().default(false),
};

const searchable = {
  /**
   * Indexed for search: `true` by meaning, `lexical` by words and their beginnings, `technical` by parts of identifiers.
   *
   * @default false
   */
  searchable: z.union([z.boolean(), z.enum(["lexical", "technical"])]).default(false),
};

const count = z.number().int().min(0);

const range = {
  /**
   * Smallest value.
   *
   * @default - none
   */
  min: z.number().optional(),
  /**
   * Largest value.
   *
   * @default - none
   */
  max: z.number().optional(),
  /**
   * Searches can filter and sort by it.
   *
   * @default false
   */
  sortable: z.boolean().default(false),
};

const values = {
  /**
   * The only texts that are taken. Excludes lengths.
   *
   * @default - any text
   */
  values: z.array(z.string().min(1).max(256)).min(1).optional(),
};

const length = {
  /**
   * Smallest number of characters.
   *
   * @default - none
   */
  minLength: count.optional(),
  /**
   * Largest number of characters.
   *
   * @default - none
   */
  maxLength: count.optional(),
};

/** One field of a form. */
export const formField = z.discriminatedUnion("type", [
  z.strictObject({
    /** A text. */
    type: z.literal("string"),
    ...shown,
    ...searchable,
    ...values,
    ...length,
  }),
  z.strictObject({
    /** A number: whole (32 or 64 bits), or with a fraction (32 or 64 bits). */
    type: z.enum(["integer", "long", "float", "double"]),
    ...shown,
    ...range,
  }),
  z.strictObject({
    /** Yes or no. */
    type: z.literal("boolean"),
    ...shown,
  }),
  z.strictObject({
    /** A day and time. */
    type: z.literal("date"),
    ...shown,
  }),
  z.strictObject({
    /** Several texts. */
    type: z.literal("list"),
    ...shown,
    ...searchable,
    /**
     * Smallest number of texts.
     *
     * @default - none
     */
    minItems: count.optional(),
    /**
     * Largest number of texts.
     *
     * @default - none
     */
    maxItems: count.optional(),
  }),
]);

const fieldName = z
  .string()
  .regex(/^[A-Za-z]\w*$/)
  .max(128)
  .describe("a letter, then letters, digits and _, at most 128");

/** Content of a form: fields, or a structure in Smithy. */
export const formContent = z.union([
  z.strictObject({
    /** Fields by name, in the order in which they are shown. */
    fields: z.record(fieldName, formField),
    /**
     * Name of the form that people see.
     *
     * @default - the form's name
     */
    displayName: z.string().min(1).max(256).optional(),
  }),
  z.strictObject({
    /**
     * A Smithy structure with the form's name, and lists before it: no `$version` and no `namespace`, at most 100 000 characters.
     */
    smithy: z.string().min(1).max(100_000),
  }),
]);
