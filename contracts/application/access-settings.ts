import { z } from "zod";
import { evidenceLock } from "./evidence-lock";

const ids = z.record(z.string(), z.string());

/** Form of a request that says what is wished, by the name of its type, and the fields that do. */
export const requestFormSettings = z.strictObject({
  typeName: z.string().min(1),
  purpose: z.string().optional(),
  durationDays: z.string().optional(),
  columns: z.string().optional(),
  rows: z.string().optional(),
});

/** Text with which the ARNs of the roles that ask for projects begin; the id of the project follows. */
export const askingRoleArns = z.string().regex(/^arn:[^:]*:iam::\d{12}:role\/[\w-]+-asks-$/);

/**
 * Settings of the function that settles requests for access: what the layer `application` writes into the bucket, and the function reads
 * when it starts. Ids by the keys of the configuration, because the names of members of a JSON document cannot be expressions.
 */
export const accessSettings = z.strictObject({
  /** Raised when a member changes its meaning. */
  format: z.literal(1),
  domainId: z.string().min(1),
  /** Ids of terms by `<glossary>/<term>`. */
  termIds: ids,
  /** Ids of units by key; the root unit's is under "root". */
  unitIds: ids,
  /** Names of asset types by key. */
  assetTypes: ids,
  /** Stage by the id of the account that its projects work in; accounts of several stages are left out. */
  stagesByAccount: ids,
  /** ARN of the role whose sessions are a group, by the group's key. */
  groupRoles: ids,
  policy: z.strictObject({
    expiryReminderDays: z.number().int().min(1),
    lookAgainMinutes: z.number().int().min(1),
  }),
  /** Absent where requests have no form that says what is wished. */
  requestForm: requestFormSettings.optional(),
  /** Absent where the application asks for nobody: it has no API. */
  askingRoles: askingRoleArns.optional(),
  /** Lock of evidence; absent where it is not locked. */
  evidenceLock: evidenceLock.optional(),
  /** Rules on access with the units that they are decided in; the function checks them by their own schema. */
  rules: z.unknown(),
});

/** Settings of the function that settles requests for access. */
export type AccessSettings = z.output<typeof accessSettings>;

/** Environment variables of the function that settles requests for access. */
export const ACCESS_VARIABLES = {
  table: "TABLE_NAME",
  bucket: "BUCKET_NAME",
  settingsKey: "SETTINGS_KEY",
  /** Version of the object: a change of settings changes the function, which then reads them anew. */
  settingsVersion: "SETTINGS_VERSION",
  noticesTopic: "NOTICES_TOPIC_ARN",
  alarmsTopic: "ALARMS_TOPIC_ARN",
  queue: "QUEUE_URL",
} as const;

/** Key of the settings of the function that settles requests for access, in the application's bucket. */
export const ACCESS_SETTINGS_KEY = "settings/access.json";
/** Key prefix of evidence in the application's bucket. */
export const EVIDENCE_PREFIX = "evidence/";
/** Event with which the schedule invokes the function. */
export const SWEEP_EVENT = { sweep: true } as const;
/** Event with which an operator has a lost table made again. */
export const REBUILD_EVENT = { rebuild: true } as const;
/** Longest delay of a message of SQS, in seconds. */
export const LONGEST_DELAY_SECONDS = 900;
