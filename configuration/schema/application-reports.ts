import { z } from "zod";
import { SERVICE_TAG } from "../../governance/cost";
import * as p from "./primitives";

/** Reports of a day: who can read what, why and until when. */
export const applicationReports = z
  .strictObject({
    /**
     * Hour (UTC) at which the reports of the day are written, 0 to 23.
     *
     * @default 3
     */
    hour: z.number().int().min(0).max(23).default(3),
    /**
     * Days after which reports are deleted, 1 to 3650. Evidence is another thing, and stays.
     *
     * @default - reports are kept for good
     */
    keepDays: z.number().int().min(1).max(3650).describe("whole days, 1 to 3650").optional(),
  })
  .default({ hour: 3 });

const amount = z.number().positive().describe("an amount above zero");

/** Costs of projects, accounts and business units, from Cost Explorer. */
export const applicationCost = z.strictObject({
  /**
   * ARN of a role in the payer account that may ask Cost Explorer, and that the function of the reports may assume
   * (`docs/reports.md`, "Costs").
   *
   * @default - the account that owns the domain asks for itself: it is the payer, or sees its own costs alone
   */
  roleArn: p.roleArn.optional(),
  /**
   * Tag that tells projects apart, activated as a cost allocation tag in the payer account.
   *
   * @default - the tag of the service, whose value is the project's id
   */
  tag: z.string().min(1).max(128).default(SERVICE_TAG),
  /**
   * Months before the present one that the report has, 0 to 12.
   *
   * @default 2
   */
  months: z.number().int().min(0).max(12).default(2),
  /**
   * Limits for a month, beside which the report sets what was spent. Nothing is stopped by them.
   *
   * @default - none
   */
  budgets: z
    .strictObject({
      /**
       * Currency of the amounts, as Cost Explorer names it.
       *
       * @default "USD"
       */
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .describe("three capital letters")
        .default("USD"),
      /**
       * Amounts by id or name of projects.
       *
       * @default - none
       */
      projects: z.record(z.string().min(1).max(256), amount).default({}),
      /**
       * Amounts by ids of accounts.
       *
       * @default - none
       */
      accounts: z.record(p.accountId, amount).default({}),
      /**
       * Amounts by business units, as accounts name them.
       *
       * @default - none
       */
      businessUnits: z.record(p.key, amount).default({}),
    })
    .optional(),
});

/** Check of who may send the data of projects to another place. */
export const applicationRights = z.strictObject({
  /**
   * Name of a role of that name in each account of the domain, which may read the account's policies
   * (`iam:GetAccountAuthorizationDetails`) and which the function of the reports may assume (`docs/reports.md`, "Rights").
   */
  policyReader: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/)
    .describe("the name of a role, without its path"),
  /**
   * ARNs of roles and users that may change subscription targets, with `*` for any text. Others become findings, and an alarm.
   *
   * @default - nobody
   */
  targetWriters: z
    .array(z.string().max(2048).regex(/^arn:/).describe("an ARN, with * for any text"))
    .max(200)
    .default([]),
});
