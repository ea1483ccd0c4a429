import { z } from "zod";

/** Parts that people have in projects, beside those in access to data: leads of a unit, and owners of the very project. */
const role = z.enum(["unit-leads", "unit-stewards", "governance-team", "project-owners"]);
const days = (most: number) => z.number().int().min(1).max(most).describe(`whole days, 1 to ${most}`);
const count = (what: string) =>
  z.number().int().min(1).describe(`whole number, 1 or more; a ${what} of which nobody may ask for more is left out`);
/** Longest life of a project that has an end, in days: ten years. */
const LONGEST_LIFE = 3650;
/** Longest time that people may take to decide, in days. The name and the place of a request are kept for 60 days. */
const LONGEST_HOLD = 45;

/** Minutes of a week. */
const A_WEEK = 10_080;

/** Names that the service takes. */
const ANY_NAME = {
  pattern: "[\\w -]+",
  inWords: "letters, digits, blanks, hyphens and underscores",
  maximum: 64,
} as const;
const REMIND_DAYS = 14;

const pattern = z
  .string()
  .min(1)
  .max(256)
  .refine((text) => isPattern(text), "is not a regular expression")
  .describe("a regular expression for the whole name");

const unit = z.strictObject({
  /**
   * People who may ask for projects of the unit.
   *
   * @default - its leads
   */
  askers: z.array(role).min(1).default(["unit-leads"]),
  /**
   * Keys of the profiles that may be asked for.
   *
   * @default - all
   */
  profiles: z.array(z.string()).min(1).optional(),
  /**
   * Largest number of projects that people have asked for in the unit, 1 or more. For a unit that is left out nobody asks any more, and
   * the projects that it has stay.
   *
   * @default - not limited
   */
  maximum: count("unit").optional(),
  /**
   * People who decide on each request.
   *
   * @default - nobody has to
   */
  approval: z
    .strictObject({
      /** One of them is enough, and nobody decides on a request of their own. */
      deciders: z.array(role).min(1),
      /**
       * Days after which they are reminded, 1 to 45.
       *
       * @default 3
       */
      remindAfterDays: days(LONGEST_HOLD).default(3),
      /**
       * Days after which the request is rejected when nobody has decided, 1 to 45.
       *
       * @default 14
       */
      lapseAfterDays: days(LONGEST_HOLD).default(14),
    })
    .optional(),
});

/** Choices of an organization on projects that people ask for. */
export const projectSettings = z.strictObject({
  /**
   * Rule for names, beside the service's own: 1 to 64 letters, digits, blanks, hyphens and underscores.
   *
   * @default - the service's own alone
   */
  naming: z
    .strictObject({
      /**
       * Regular expression that fits the whole name.
       *
       * @default - letters, digits, blanks, hyphens and underscores
       */
      pattern: pattern.default(ANY_NAME.pattern),
      /**
       * The rule in words, for people whose name does not fit.
       *
       * @default - letters, digits, blanks, hyphens and underscores
       */
      inWords: z.string().min(1).default(ANY_NAME.inWords),
      /**
       * Largest number of characters, 1 to 64.
       *
       * @default 64
       */
      maximum: z.number().int().min(1).max(64).describe("whole number, 1 to 64").default(ANY_NAME.maximum),
    })
    .default(ANY_NAME),
  /** Units for which projects may be asked, by key. */
  units: z.record(z.string(), unit),
  /** Profiles that may be asked for, by key. */
  profiles: z.record(
    z.string(),
    z.strictObject({
      /**
       * Largest number of projects that people have asked for with the profile, 1 or more. With a profile that is left out nobody asks
       * for more, and the projects that have it stay.
       *
       * @default - not limited
       */
      maximum: count("profile").optional(),
    }),
  ),
  /**
   * Largest number of environments in an account of a pool, 1 or more.
   *
   * @default 100
   */
  environmentsPerAccount: z.number().int().min(1).describe("whole number, 1 or more").default(100),
  /**
   * Lives of projects.
   *
   * @default - without an end
   */
  lifetime: z
    .strictObject({
      /**
       * Days that a project lives where the request names none.
       *
       * @default - without an end
       */
      defaultDays: days(LONGEST_LIFE).optional(),
      /**
       * Most days that a request or an extension may name. With it every project has an end.
       *
       * @default - not limited
       */
      maximumDays: days(LONGEST_LIFE).optional(),
      /**
       * Days before the end on which people are reminded, 1 to 365.
       *
       * @default 14
       */
      remindDays: days(365).default(REMIND_DAYS),
    })
    .default({ remindDays: REMIND_DAYS }),
  /**
   * Minutes after which a look at something that the service works on is repeated, 1 to 60.
   *
   * @default 2
   */
  lookAgainMinutes: z.number().int().min(1).max(60).describe("whole minutes, 1 to 60").default(2),
  /**
   * Minutes after which a deployment that has not ended is told to people, 5 to 10080: a week.
   *
   * @default 60
   */
  slowAfterMinutes: z.number().int().min(5).max(A_WEEK).describe(`whole minutes, 5 to ${A_WEEK}`).default(60),
});

/** Choices of an organization on projects that people ask for. */
export type ProjectSettings = z.output<typeof projectSettings>;
/** Part that a person has in a unit or in a project. */
export type ProjectRole = z.output<typeof role>;

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== "";
  } catch {
    return false;
  }
}
