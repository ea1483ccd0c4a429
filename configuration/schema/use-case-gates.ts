import { z } from "zod";

const metric = z.strictObject({
  /**
   * Smallest value that passes.
   *
   * @default - none
   */
  minimum: z.number().optional(),
  /**
   * Largest value that passes.
   *
   * @default - none
   */
  maximum: z.number().optional(),
});

/** Conditions that a version of a model meets. */
export const gates = z.strictObject({
  /**
   * Floors and ceilings of metrics, by name; a version without one of them does not pass.
   *
   * @default - none
   */
  metrics: z
    .record(
      z
        .string()
        .min(1)
        .max(63)
        .regex(/^[\w.-]+$/)
        .describe("1 to 63 letters, digits and _ . -"),
      metric,
    )
    .default({}),
  /**
   * A report on bias must be there.
   *
   * @default false
   */
  biasReport: z.boolean().default(false),
  /**
   * A report on what explains its answers must be there.
   *
   * @default false
   */
  explainabilityReport: z.boolean().default(false),
  /**
   * A model card must be there.
   *
   * @default true
   */
  modelCard: z.boolean().default(true),
  /**
   * Licences of base models that may be promoted: `Apache-2.0`. Templates that tune a base model need them.
   *
   * @default - versions need no licence
   */
  licences: z
    .array(
      z
        .string()
        .regex(/^[A-Za-z0-9][\w.+-]{0,60}$/)
        .describe("an identifier such as Apache-2.0"),
    )
    .min(1)
    .max(20)
    .optional(),
});

/** Start of a promotion. */
export const trigger = z.discriminatedUnion("by", [
  z.strictObject({
    /** A person approves the version in the registry of the build's account. */
    by: z.literal("approval"),
  }),
  z.strictObject({
    /** The version reaches a stage of its life (`ModelLifeCycle`). */
    by: z.literal("lifecycle"),
    /** Stage of its life: `Staging`. */
    stage: z.string().min(1).max(63),
    /** Status in that stage: `Approved`. */
    status: z.string().min(1).max(63),
  }),
]);
