import type { Layer } from "./layers";

/**
 * Every physical name, key and path that more than one part of the project must agree on.
 *
 * Names are computed from configuration alone, never from attributes of resources: a plan then knows every ARN that it
 * mentions before anything exists, and reads at plan time are not deferred to the apply.
 */

/** Prefix of the S3 backend's workspace keys: the state of stage `dev` is `smus/dev/<account>/<layer>/terraform.tfstate`. */
export const WORKSPACE_KEY_PREFIX = "smus";

/** S3 key of a stack's state, below the workspace prefix. */
export function stateKey(account: string, layer: Layer): string {
  return `${account}/${layer}/terraform.tfstate`;
}

/** Object that `npm run bootstrap` writes when every workspace of a stage exists in an account's bucket. */
export function bootstrapReceiptKey(stage: string): string {
  return `bootstrap/${stage}.json`;
}

/**
 * Object that `npm run bootstrap` writes beside the states of a stack once the stack exists that it is promoted from: that
 * one's bucket may be in an account that a plan cannot list.
 */
export function sourceReceiptKey(stage: string, sourceStage: string, sourceStack: string): string {
  return `${sourceReceiptPrefix(stage)}${sourceStage}/${sourceStack}.json`;
}

/** Key prefix of the receipts of a stage's sources. */
export function sourceReceiptPrefix(stage: string): string {
  return `bootstrap/sources/${stage}/`;
}

/** State bucket of an account; the account id makes it unique (63 characters at most: prefix 20, fixed 10, id 12, Region 14). */
export function stateBucketName(prefix: string, accountId: string, region: string): string {
  return `${prefix}-tfstate-${accountId}-${region}`;
}

/** Tooling bucket of an account and Region. AWS's provisioning policy covers `amazon-sagemaker-*` only. */
export function toolingBucketName(prefix: string, accountId: string, region: string): string {
  return `amazon-sagemaker-${prefix}-${accountId}-${region}`.slice(0, 63);
}

/** Terraform Cloud workspace of a stack. */
export function cloudWorkspaceName(prefix: string, account: string, layer: Layer, stage: string): string {
  return `${prefix}-${account}-${layer}-${stage}`;
}

/** Terraform Cloud variable set of an account's workspaces in one stage. */
export function cloudVariableSetName(prefix: string, account: string, stage: string): string {
  return `${prefix}-${account}-${stage}-credentials`;
}

/** The control-plane function of an account: one per account, in the domain's Region. */
export function controlPlaneFunctionName(prefix: string): string {
  return `${prefix}-control-plane`;
}

/** Role that the control-plane function runs as. */
export function controlPlaneRoleName(prefix: string): string {
  return `${prefix}-control-plane`;
}

/** Environment variable of the function that holds `ledgerPrefix`. */
export const LEDGER_PREFIX_VARIABLE = "LEDGER_PREFIX";

/** SSM path under which the function keeps its ledger: `<prefix>/<Kind>/<key>`. */
export function ledgerPrefix(prefix: string): string {
  return `/${prefix}/control-plane`;
}

/** Alias of a KMS key by purpose. */
export function keyAlias(prefix: string, purpose: "state" | "domain" | "data" | "application" | "artifacts"): string {
  return `alias/${prefix}-${purpose}`;
}

/** AWS's PassRole conditions accept `service-role/AmazonSageMaker*` and `service-role/AmazonDataZone*` only. */
export const SERVICE_ROLE_PATH = "/service-role/";

/** Role names as the console and the admin guide write them. */
export const ROLE_NAMES = {
  domainExecution: "AmazonSageMakerDomainExecution",
  domainService: "AmazonSageMakerDomainService",
  provisioning: (domainAccountId: string): string => `AmazonSageMakerProvisioning-${domainAccountId}`,
  /** 64 characters at most: 28 fixed, a Region of 9 to 14, a hyphen, and a domain id of (in practice) 18. */
  manageAccess: (region: string, domainId: string): string => `AmazonSageMakerManageAccess-${region}-${domainId}`,
  queryExecution: "AmazonSageMakerQueryExecution",
  bedrockModelManagement: "AmazonDataZoneBedrockModelManagementRole",
  bedrockConsumption: "AmazonDataZoneBedrockFMConsumptionRole",
} as const;

/** ARN of a role under `/service-role/`. */
export function serviceRoleArn(partition: string, accountId: string, name: string): string {
  return `arn:${partition}:iam::${accountId}:role${SERVICE_ROLE_PATH}${name}`;
}

/** RAM share of a domain for one stage. AWS's admin policies permit RAM changes only where the name begins `DataZone`. */
export function resourceShareName(domainName: string, stage: string): string {
  return `DataZone-${domainName.replace(/ /g, "-")}-${stage}`;
}

/**
 * RAM's permission for shares of V2 domains. Left out, RAM takes the default of V1, which lacks a quarter of the actions.
 * The spelling (`Permissions`, `Datazone`, `ServiceWithPortalAccess`) is AWS's.
 */
export function sharePermissionArn(partition: string, portalAccess: boolean): string {
  const name = portalAccess
    ? "AWSRAMPermissionsAmazonDatazoneDomainExtendedServiceWithPortalAccess"
    : "AWSRAMPermissionsAmazonDatazoneDomainExtendedServiceAccess";
  return `arn:${partition}:ram::aws:permission/${name}`;
}

/** Names of pools that the configuration leaves unnamed. */
export function poolName(stage: string, key: string): string {
  return `${stage}-${key}`;
}

/** Tags of a created network's VPC and subnets, beside those that every resource carries. */
export const NETWORK_TAG_KEYS = {
  name: "Name",
  /** Without it the service refuses to use a VPC and its subnets. */
  studio: "CreatedForUseWithSageMakerUnifiedStudio",
  /** The same for EMR on EC2. */
  emr: "for-use-with-amazon-emr-managed-policies",
} as const;

/** Tags that every taggable resource carries. */
export const TAG_KEYS = {
  stage: "smus:stage",
  account: "smus:account",
  layer: "smus:layer",
  managedBy: "smus:managed-by",
  businessUnit: "smus:business-unit",
  costCenter: "smus:cost-center",
} as const;

/**
 * Keys under `domain.groups`, and under `members` of every standing project, that stand for the functions of the governance application:
 * nobody writes them, the stage that has an `application` has them. Grants may name them.
 */
export const APPLICATION_GROUPS = {
  /** The function that decides on requests for the data of a project, and follows them. */
  access: "application",
  /** The function that writes the reports: the service shows what is between projects to their members alone. */
  reports: "application-reports",
  /** The function behind the HTTP API, which reads who is a member of what. */
  api: "application-api",
  /** The function that makes the projects that people ask for; it is a member of those alone. */
  projects: "application-projects",
} as const;

/** Names of the governance application, which is in the account that owns the domain. */
export const APPLICATION_NAMES = {
  /** Function that settles requests for access, and the role that it runs as: a member of the projects on whose data it decides. */
  accessFunction: (prefix: string): string => `${prefix}-application-access`,
  /** Function that writes the reports, the role that it runs as, and the schedule that invokes it. */
  reports: (prefix: string): string => `${prefix}-application-reports`,
  /** Role that Scheduler invokes that function as. */
  reportsSchedule: (prefix: string): string => `${prefix}-application-reports-schedule`,
  /** Function that makes the projects that people ask for, the role that it runs as, and the queue that wakes it. */
  projects: (prefix: string): string => `${prefix}-application-projects`,
  /** Rule on events of DataZone for that function, and schedule of its sweep. */
  projectsDoorbell: (prefix: string): string => `${prefix}-application-projects-doorbell`,
  projectsSweep: (prefix: string): string => `${prefix}-application-projects-sweep`,
  /** Function behind the HTTP API, and the role that it runs as. */
  apiFunction: (prefix: string): string => `${prefix}-application-api`,
  /** HTTP API. */
  api: (prefix: string): string => `${prefix}-application`,
  /** Table of what DataZone cannot hold: decisions, expiries, what people were told. */
  table: (prefix: string): string => `${prefix}-application`,
  /** Bucket of evidence and settings; the account id makes it unique. */
  bucket: (prefix: string, accountId: string, region: string): string =>
    `${prefix}-application-${accountId}-${region}`.slice(0, 63),
  /** Queue of the events that say which request to look at. */
  queue: (prefix: string): string => `${prefix}-application-access`,
  /** Queue of what could not be worked on. */
  deadLetters: (prefix: string): string => `${prefix}-application-dead-letters`,
  /** Topic of what people are to know. */
  notices: (prefix: string): string => `${prefix}-application-notices`,
  /** Topic of what operators are to look at. */
  alarms: (prefix: string): string => `${prefix}-application-alarms`,
  /** Rule on events of DataZone, and schedule of the sweep. */
  doorbell: (prefix: string): string => `${prefix}-application-doorbell`,
  sweep: (prefix: string): string => `${prefix}-application-sweep`,
  dashboard: (prefix: string): string => `${prefix}-application`,
} as const;

/** Text with which the names of all asking roles begin; what follows is the id of a project. */
export function askingRolePrefix(prefix: string): string {
  return `${prefix}-asks-`;
}

/**
 * Role in whose name the governance application asks for data for one project: a member of that project and of no other. The id may be
 * an expression. 62 characters at most: prefix 20, fixed 6, id 36.
 */
export function askingRoleName(prefix: string, projectId: string): string {
  return `${askingRolePrefix(prefix)}${projectId}`;
}

/** Text that stands for the id of a project in the names of the asking roles of the pool; no id of a project has a hyphen in it. */
const POOLED = "pool-";

/** Role of the pool, counted from 1, in whose name the application asks for one project at a time that people have asked for. */
export function pooledAskingRoleName(prefix: string, count: number): string {
  return `${askingRolePrefix(prefix)}${POOLED}${String(count).padStart(3, "0")}`;
}

/** Text with which the ARNs of the roles of the pool begin, from that of all asking roles. */
export const pooledAskingRoleArns = (askingRoleArns: string): string => askingRoleArns + POOLED;

/** Text with which the ARNs of all asking roles begin, in the account that owns the domain. */
export function askingRoleArnPrefix(partition: string, accountId: string, prefix: string): string {
  return `arn:${partition}:iam::${accountId}:role/${askingRolePrefix(prefix)}`;
}

/** Name of the role of a function of the governance application; the function has the same. */
export function applicationRoleName(prefix: string, part: keyof typeof APPLICATION_GROUPS): string {
  const { accessFunction, reports, apiFunction, projects } = APPLICATION_NAMES;
  return { access: accessFunction, reports, api: apiFunction, projects }[part](prefix);
}
