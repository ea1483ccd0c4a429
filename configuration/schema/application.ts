import { z } from "zod";
import { dataAccess } from "../../governance/access-rules";
import { projectSettings } from "../../governance/project-requests/settings";
import { applicationApi } from "./application-api";
import { applicationNetwork } from "./application-network";
import { applicationCost, applicationReports, applicationRights } from "./application-reports";
import * as p from "./primitives";

const email = z
  .string()
  .max(254)
  .regex(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/)
  .describe("an e-mail address");
const days = (most: number) => z.number().int().min(1).max(most).describe(`whole days, 1 to ${most}`);
/** Longest retention that CloudWatch Logs and S3 Object Lock both take, in days: ten years. */
const TEN_YEARS = 3650;

/** Projects that people ask for. */
const projects = projectSettings.extend({
  /**
   * Roles in whose names people ask for data for such projects, 0 to 100: a project has one of its own as long as it lives. Where all are
   * in use, a new project works, and asks for data through the API once one is free.
   *
   * @default 5
   */
  askingRoles: z.number().int().min(0).max(100).default(5),
});

/** Receivers of messages by e-mail. */
export const receivers = z
  .strictObject({
    /**
     * People who get an e-mail, each after confirming a subscription that SNS asks for; lists and chat channels are subscribed to the
     * topic otherwise. Taking an address out ends its subscription.
     *
     * @default - nobody
     */
    emails: z.array(email).max(50).default([]),
  })
  .default({ emails: [] });

/** Days that CloudWatch keeps log lines, among those that it knows. */
export const logRetentionDays = z.union([30, 60, 90, 120, 180, 365, 731, 1827, 3653].map((count) => z.literal(count)));

/** The governance application, in the stage that owns the domain. */
export const application = z.strictObject({
  /** Decisions on requests for access to data: rules, and the people who decide what rules hold. */
  dataAccess,
  /**
   * HTTP API for people and programs, and the portal.
   *
   * @default - none: people decide in the portal of AWS
   */
  api: applicationApi.optional(),
  /**
   * Projects that people ask for through the API: who may, for which units, with which profiles, and who decides.
   *
   * @default - nobody asks for projects, and nothing is deployed for them
   */
  projects: projects.optional(),
  /**
   * ARN of a symmetric KMS key that encrypts table, evidence, queues, topics and logs. Its policy must let CloudWatch, EventBridge and
   * CloudWatch Logs use it (`docs/application.md`); it is left alone. `aws-owned`: each service encrypts with a key of its own.
   *
   * @default - a key is created
   */
  kmsKeyArn: p.kmsKeyArnOrNone.optional(),
  /**
   * VPC of the functions. They need ways to the services of AWS there (`docs/application.md`, "In a VPC").
   *
   * @default - none: the functions reach the services of AWS by their public names
   */
  network: applicationNetwork.optional(),
  /**
   * Minutes between two sweeps, 5 to 1440: what no event announced, and what is due, is found by the next one.
   *
   * @default 15
   */
  sweepMinutes: z.number().int().min(5).max(1440).default(15),
  /**
   * Days before the end of access on which its people are reminded, 1 to 90.
   *
   * @default 14
   */
  expiryReminderDays: days(90).default(14),
  /**
   * Evidence of decisions, which nobody writes over.
   *
   * @default - kept, and not locked
   */
  evidence: z
    .strictObject({
      /**
       * Lock that keeps evidence from being deleted, by anybody (`COMPLIANCE`) or by all who may not bypass it (`GOVERNANCE`). Giving
       * or taking it replaces the bucket, which is refused where data is protected: decide before the first apply. With it a destroy
       * of the bucket waits until the last evidence is free.
       *
       * @default - none
       */
      objectLock: z
        .strictObject({
          /** Kind of the lock. */
          mode: z.enum(["GOVERNANCE", "COMPLIANCE"]),
          /** Days that evidence is locked from its making, 1 to 3650; a change is for what is kept from then on. */
          days: days(TEN_YEARS),
        })
        .optional(),
    })
    .default({}),
  /**
   * Reports of a day: who can read what, why and until when.
   *
   * @default - every day at three
   */
  reports: applicationReports,
  /**
   * Costs of projects, accounts and business units, in the report `cost`.
   *
   * @default - the report says that none are configured
   */
  cost: applicationCost.optional(),
  /**
   * Check of who may change subscription targets: the policies of each account, in the report `rights`, with an alarm.
   *
   * @default - policies are not read
   */
  rights: applicationRights.optional(),
  /**
   * Notices for people: requests that wait for them, decisions, reminders.
   *
   * @default - a topic without subscriptions
   */
  notices: receivers,
  /**
   * Messages for operators: dead letters, errors, sweeps that did not come, revocations that failed.
   *
   * @default - a topic without subscriptions
   */
  alarms: receivers,
  /**
   * Days that log lines are kept.
   *
   * @default 90
   */
  logRetentionDays: logRetentionDays.default(90),
});
