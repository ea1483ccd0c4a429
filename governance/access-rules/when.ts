import { z } from "zod";

/** A list of names, at least one. */
export const names = z.array(z.string().min(1)).min(1);

const setCondition = z.strictObject({
  /**
   * Holds where at least one of these is there.
   *
   * @default - not asked
   */
  any: names.optional(),
  /**
   * Holds where all of these are there.
   *
   * @default - not asked
   */
  all: names.optional(),
  /**
   * Holds where none of these is there.
   *
   * @default - not asked
   */
  none: names.optional(),
});

const rangeCondition = z.strictObject({
  /**
   * Smallest number of days.
   *
   * @default - none
   */
  min: z.number().int().min(0).optional(),
  /**
   * Largest number of days. Access without an end is over every largest number.
   *
   * @default - none
   */
  max: z.number().int().min(0).optional(),
});

/** Conditions of a rule, all of which must hold. */
export const when = z.strictObject({
  /**
   * Type of the asset is one of these: keys of the catalog's asset types, or names of types that the service brings.
   *
   * @default - any type
   */
  assetTypes: names.optional(),
  /**
   * Terms on the asset (`<glossary>/<term>`), governed ones among them. A term is meant alone, not with those that are a kind of it.
   *
   * @default - any terms
   */
  terms: setCondition.optional(),
  /**
   * Names of the columns that are asked for.
   *
   * @default - any columns
   */
  columns: setCondition.optional(),
  /**
   * Terms on the columns that are asked for.
   *
   * @default - any terms
   */
  columnTerms: setCondition.optional(),
  /**
   * Unit of the project that owns the asset is one of these or below one of them.
   *
   * @default - any unit
   */
  producerUnits: names.optional(),
  /**
   * Unit of the project that asks is one of these or below one of them.
   *
   * @default - any unit
   */
  consumerUnits: names.optional(),
  /**
   * Stage of the project that owns the asset is one of these.
   *
   * @default - any stage
   */
  producerStages: names.optional(),
  /**
   * Stage of the project that asks is one of these.
   *
   * @default - any stage
   */
  consumerStages: names.optional(),
  /**
   * Groups of the requester.
   *
   * @default - any groups
   */
  requesterGroups: setCondition.optional(),
  /**
   * Purpose of the request is one of these: keys of `purposes`. A request made in the portal of AWS names none.
   *
   * @default - any purpose, a known one or not
   */
  purposes: names.optional(),
  /**
   * Days for which access is asked for.
   *
   * @default - any
   */
  durationDays: rangeCondition.optional(),
  /**
   * Age of the project that asks, in days.
   *
   * @default - any
   */
  projectAgeDays: rangeCondition.optional(),
});

/** Conditions of a rule. */
export type Conditions = z.output<typeof when>;
/** Condition on a set of names. */
export type SetCondition = z.output<typeof setCondition>;
/** Condition on a number of days. */
export type RangeCondition = z.output<typeof rangeCondition>;
