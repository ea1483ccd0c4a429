import { z } from "zod";
import { filledForm } from "./filled-forms";
import * as p from "./primitives";

const term = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/)
  .describe("the keys of a glossary and of a term in it, for example business/customer");

const readMe = {
  /**
   * Readable text, in Markdown.
   *
   * @default - left alone
   */
  readMe: z.string().min(1).max(100_000).optional(),
};

const column = z.strictObject({
  /**
   * Business name.
   *
   * @default - left alone
   */
  name: z.string().min(1).max(256).optional(),
  /**
   * Purpose of the column, at most 2048 characters.
   *
   * @default - left alone
   */
  description: p.description.optional(),
  ...readMe,
  /**
   * Terms of the domain's vocabulary, as `<glossary>/<term>`. Terms of a governed glossary are for assets only.
   *
   * @default - none
   */
  terms: z.array(term).max(20).default([]),
  /**
   * Ids of other terms.
   *
   * @default - none
   */
  termIds: z.array(p.serviceId).max(20).default([]),
  /**
   * Metadata forms of the column. Fields that are not named here are left alone.
   *
   * @default - none
   */
  forms: z.array(filledForm).max(10).default([]),
});

/** Terms, forms and texts on an asset that a data source or a person brings. Those that people add beside are left alone. */
export const asset = z.strictObject({
  /**
   * Identifier by which it is found among the project's assets: for a table of Glue its ARN,
   * `arn:aws:glue:<region>:<account>:table/<database>/<table>`. Changing this leaves the one asset and turns to the other.
   */
  externalIdentifier: z.string().min(1).max(600),
  /**
   * Business name, 1 to 256 characters.
   *
   * @default - left alone
   */
  name: z.string().min(1).max(256).optional(),
  /**
   * Purpose of the asset, at most 2048 characters.
   *
   * @default - left alone
   */
  description: p.description.optional(),
  ...readMe,
  /**
   * Terms of the domain's vocabulary, as `<glossary>/<term>`, of governed glossaries, too. At most 20 of either sort.
   *
   * @default - none
   */
  terms: z.array(term).max(40).default([]),
  /**
   * Ids of terms that no stage configures.
   *
   * @default - none
   */
  termIds: z.array(p.serviceId).max(20).default([]),
  /**
   * Ids of governed terms that no stage configures.
   *
   * @default - none
   */
  governedTermIds: z.array(p.serviceId).max(20).default([]),
  /**
   * Metadata forms. Fields that are not named here are left alone.
   *
   * @default - none
   */
  forms: z.array(filledForm).max(10).default([]),
  /**
   * Columns, by their names in the table.
   *
   * @default - none
   */
  columns: z.record(z.string().min(1).max(256), column).default({}),
  /**
   * True: it is published, and published again after every write of this configuration. False: it is not. Rules of the catalog may
   * refuse it.
   *
   * @default - left alone
   */
  published: z.boolean().optional(),
});
