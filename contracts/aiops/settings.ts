import { z } from "zod";

const arn = z.string().startsWith("arn:");
const key = z.string().min(1).max(64);
const account = z.string().regex(/^\d{12}$/);

/** A host of repositories, as the functions reach it. */
export const codeHostSettings = z.strictObject({
  type: z.enum(["github", "github-enterprise-server", "gitlab"]),
  /** Address of the host without a slash at its end: `https://github.com`, `https://gitlab.example.com`. */
  url: z.url(),
  /** Organization of GitHub, or group of GitLab with those above it, in which repositories are made. */
  namespace: z.string().min(1),
  /** ARN of the secret in Secrets Manager: `{"token": "..."}`, or of a GitHub App `{"appId": "...", "installationId": "...", "privateKey": "..."}`. */
  secretArn: arn,
  /** ARN of the key that encrypts the secret; absent where it is the account's own. */
  secretKeyArn: arn.optional(),
  /** Certificates of a private authority, in PEM. */
  certificateAuthority: z.string().min(1).optional(),
});

/** A floor or a ceiling of a metric: `metric.<name>` of the package's properties. */
export const metricGate = z.strictObject({
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

/** Conditions that a model package meets before it leaves the account in which it was built. */
export const promotionGates = z.strictObject({
  metrics: z.record(z.string(), metricGate),
  /** Reports that must be there. */
  biasReport: z.boolean(),
  explainabilityReport: z.boolean(),
  modelCard: z.boolean(),
  /** Licences of base models that may be promoted; absent where packages need no licence. */
  licences: z.array(z.string().min(1)).optional(),
});

/** A stage of a use case, as the functions know it before they read its record (`place.ts`). */
export const useCaseStageSettings = z.strictObject({
  name: key,
  account,
  region: z.string().min(1),
  /** Role that the functions assume in the account. */
  accountRoleArn: arn,
  production: z.boolean(),
  /** A person releases each promotion to this stage. */
  approval: z.boolean(),
  /** Keys of groups of the domain whose members may release; empty where nobody has to. */
  approvers: z.array(key),
  /** People or teams on the code host who release its deployments, as the host names them. */
  reviewers: z.array(z.string().min(1)),
  /** Hours after which a promotion that nobody releases lapses. */
  approvalHours: z.number().int().min(1),
  /** Name of the project in the domain; null where the stage has none. */
  projectName: z.string().min(1).nullable(),
});

/** A use case, as the functions know it. */
export const useCaseSettings = z.strictObject({
  title: z.string().min(1),
  team: z.string().min(1),
  /** Keys of groups of the domain that are members of its projects: they see its promotions, and may ask for one. Absent: none. */
  teamGroups: z.array(key).optional(),
  pattern: z.enum(["producer", "consumer"]),
  /** Name of a template of `seeds/`, and its own parameters. */
  template: z.string().min(1),
  options: z.record(z.string(), z.string()),
  /** Key of the code host, and names of the repositories in its namespace. */
  codeHost: key,
  repositories: z.strictObject({ build: z.string().min(1), deploy: z.string().min(1) }),
  /** Owners of code, as `CODEOWNERS` names them. */
  owners: z.array(z.string().min(1)),
  platformOwners: z.array(z.string().min(1)),
  modelPackageGroup: z.string().min(1),
  gates: promotionGates,
  /** Start of a promotion: an approved package, or a stage of its life (`ModelLifeCycle.Stage`). */
  trigger: z.discriminatedUnion("by", [
    z.strictObject({ by: z.literal("approval") }),
    z.strictObject({ by: z.literal("lifecycle"), stage: z.string().min(1), status: z.string().min(1) }),
  ]),
  /** Stage in which it is built; its project is in the domain of the functions. */
  build: z.strictObject({
    name: key,
    account,
    region: z.string().min(1),
    accountRoleArn: arn,
    projectName: z.string().min(1),
  }),
  /** Stages to which it is deployed, in their order. */
  stages: z.array(useCaseStageSettings).min(1),
});

/**
 * Settings of the functions of AI operations: the layer `automation` writes them into its bucket, and both functions read them when they
 * start.
 */
export const aiopsSettings = z.strictObject({
  /** Raised when a member changes its meaning. */
  format: z.literal(1),
  prefix: z.string().min(1),
  partition: z.string().min(1),
  domainId: z.string().min(1),
  codeHosts: z.record(key, codeHostSettings),
  useCases: z.record(key, useCaseSettings),
});

/** Settings of the functions of AI operations. */
export type AiopsSettings = z.output<typeof aiopsSettings>;
/** A host of repositories. */
export type CodeHostSettings = z.output<typeof codeHostSettings>;
/** A use case. */
export type UseCaseSettings = z.output<typeof useCaseSettings>;
/** A stage of a use case. */
export type UseCaseStageSettings = z.output<typeof useCaseStageSettings>;
/** Conditions of a promotion. */
export type PromotionGates = z.output<typeof promotionGates>;

/** Environment variables of both functions; a function ignores what is not its own. */
export const AIOPS_VARIABLES = {
  table: "AIOPS_TABLE",
  bucket: "BUCKET_NAME",
  settingsKey: "SETTINGS_KEY",
  /** Version of the object: a change of settings changes the function, which then reads them anew. */
  settingsVersion: "SETTINGS_VERSION",
  alarmsTopic: "ALARMS_TOPIC_ARN",
  queue: "AIOPS_QUEUE_URL",
} as const;

/** Key of the settings in the bucket. */
export const AIOPS_SETTINGS_KEY = "settings/aiops.json";
/** Key prefix of evidence about promotions. */
export const PROMOTION_EVIDENCE_PREFIX = "evidence/promotions/";
/** Key prefix of evidence about repositories. */
export const SEEDING_EVIDENCE_PREFIX = "evidence/repositories/";
