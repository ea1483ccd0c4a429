import { z } from "zod";
import { evidenceLock } from "./evidence-lock";

const ids = z.record(z.string(), z.string());

/**
 * Settings of the function that makes the projects that people ask for: the layer `application` writes them into the bucket, and the
 * function reads them when it starts. Ids by the keys of the configuration, because the names of members of a JSON document cannot be
 * expressions.
 */
export const projectsSettings = z.strictObject({
  /** Raised when a member changes its meaning. */
  format: z.literal(1),
  domainId: z.string().min(1),
  /** Role of the function: it becomes an owner of every project that it makes. */
  roleArn: z.string().startsWith("arn:"),
  /** Ids of units by key; the root unit's is under "root". */
  unitIds: ids,
  /** Names of units by key, for people; the root unit's is the domain's. */
  unitNames: ids,
  /**
   * Names of project profiles by `<stage>/<key>`: their ids are in states of other stages, which may be applied later, so the function
   * asks the service.
   */
  profileNames: ids,
  /** Ids of user profiles by key. */
  userIds: ids,
  /** Ids of group profiles by key. */
  groupIds: ids,
  /** Functions of the application that are members of every project: ids of group profiles, with designations. */
  platformMembers: z.array(
    z.strictObject({
      groupId: z.string().min(1),
      designation: z.enum(["PROJECT_OWNER", "PROJECT_CONTRIBUTOR", "PROJECT_CATALOG_VIEWER"]),
    }),
  ),
  /** ARNs of roles and users of IAM that people sign in with; all others are programs, which cannot own a project alone. */
  peoplePrincipals: z.array(z.string().startsWith("arn:")),
  /** Pool of roles in whose names people ask for data for such projects. */
  askingRoles: z.array(z.strictObject({ arn: z.string().startsWith("arn:"), groupId: z.string().min(1) })),
  /** Lock of evidence; absent where it is not locked. */
  evidenceLock: evidenceLock.optional(),
  /** Choices of the organization; the function checks them by their own schema. */
  projects: z.unknown(),
});

/** Settings of the function that makes the projects that people ask for. */
export type ProjectsSettings = z.output<typeof projectsSettings>;

/** Environment variables of the function that makes the projects that people ask for. */
export const PROJECTS_VARIABLES = {
  table: "APPLICATION_TABLE",
  bucket: "BUCKET_NAME",
  settingsKey: "SETTINGS_KEY",
  /** Version of the object: a change of settings changes the function, which then reads them anew. */
  settingsVersion: "SETTINGS_VERSION",
  noticesTopic: "NOTICES_TOPIC_ARN",
  alarmsTopic: "ALARMS_TOPIC_ARN",
  queue: "PROJECT_QUEUE_URL",
} as const;

/** Key of the settings of the function that makes projects, in the application's bucket. */
export const PROJECTS_SETTINGS_KEY = "settings/projects.json";
/** Key prefix of evidence about projects in the application's bucket. */
export const PROJECTS_EVIDENCE_PREFIX = "evidence/projects/";
