import { z } from "zod";
import * as p from "./primitives";

const placedTerm = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/)
  .describe("<glossary>/<term>");
/** Name of a type that the service brings. */
export const managedType = z
  .string()
  .regex(/^amazon\.datazone\.\w+$/)
  .describe("the name of a type that the service brings (amazon.datazone.<name>)");

/** A rule on what publishing or subscribing must carry. */
export const rule = z.strictObject({
  /** Name, 1 to 256 characters; unique in its unit. */
  name: z
    .string()
    .min(1)
    .max(256)
    .regex(/^[\w -]+$/)
    .describe("1 to 256 letters, digits, _, - and spaces"),
  /**
   * Purpose of the rule, at most 2048 characters.
   *
   * @default - none
   */
  description: p.description.optional(),
  /** Occasion on which they are demanded: an asset that is published, or a request to subscribe. Changing this replaces the rule. */
  on: z.enum(["publish", "subscribe"]),
  /**
   * Key of the unit whose projects the rule is for. Changing this replaces the rule.
   *
   * @default "root"
   */
  unit: p.unitKey.default("root"),
  /**
   * The rule is for the units below too.
   *
   * @default true
   */
  includeChildUnits: z.boolean().default(true),
  /**
   * Keys of asset types of the catalog, or names of types that the service brings.
   *
   * @default - all asset types
   */
  assetTypes: z
    .array(z.union([p.key, managedType]))
    .min(1)
    .optional(),
  /**
   * The rule is for data products too.
   *
   * @default false
   */
  dataProducts: z.boolean().default(false),
  /**
   * Keys of standing projects of this stage.
   *
   * @default - all projects of the unit
   */
  projects: z.array(p.key).min(1).optional(),
  /**
   * Keys of forms that are demanded, at most 5. Exactly one of `forms` and `terms`; changing from one to the other replaces the rule.
   *
   * @default - the rule demands `terms`
   */
  forms: z.array(p.key).min(1).max(5).optional(),
  /**
   * Terms that are demanded (`<glossary>/<term>`), at most 5.
   *
   * @default - the rule demands `forms`
   */
  terms: z.array(placedTerm).min(1).max(5).optional(),
});
