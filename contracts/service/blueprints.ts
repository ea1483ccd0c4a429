/**
 * The 23 managed blueprints of SageMaker Unified Studio, by their API names.
 *
 * Case matters: the console and some samples write `EMRServerless` or `Quicksight`; the API refuses both.
 * Source: `ListEnvironmentBlueprints(managed=true)` and the admin guide's blueprint pages.
 */
export const BLUEPRINT_NAMES = [
  "AmazonBedrockChatAgent",
  "AmazonBedrockEvaluation",
  "AmazonBedrockFlow",
  "AmazonBedrockFunction",
  "AmazonBedrockGuardrail",
  "AmazonBedrockKnowledgeBase",
  "AmazonBedrockPrompt",
  "DataLake",
  "EmrOnEc2",
  "EmrOnEks",
  "EmrServerless",
  "LakehouseAdmin",
  "LakehouseCatalog",
  "MLExperiments",
  "MLflowApp",
  "PartnerApps",
  "QuickSight",
  "RedshiftServerless",
  "S3Bucket",
  "S3TableCatalog",
  "Tooling",
  "ToolingLite",
  "Workflows",
] as const;

/**
 * Names under which the console shows blueprints, where spelling does not lead to the API's name.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/blueprints.html
 */
export const CONSOLE_NAMES: Readonly<Record<string, BlueprintName>> = { LakeHouseDatabase: "DataLake" };

/** The API name of a managed blueprint. */
export type BlueprintName = (typeof BLUEPRINT_NAMES)[number];

/** Needs of a blueprint in the account it is enabled in. */
export interface BlueprintRequirements {
  /** Regional parameters that the service needs to deploy an environment of this blueprint. */
  readonly regionalParameters: readonly ("S3Location" | "VpcId" | "Subnets")[];
  /** Regional parameters that are filled in where the account has them, and not required. */
  readonly optionalRegionalParameters: readonly (
    | "S3Location"
    | "VpcId"
    | "Subnets"
    | "AZs"
    | "KmsKeyArn"
    | "PermissionsBoundaryArn"
  )[];
  /** Global parameters without which the blueprint cannot deploy; the user sets them. */
  readonly requiredGlobalParameters: readonly string[];
  /** True if the account's provisioning role deploys the blueprint (`false`: the project's execution role does). */
  readonly usesProvisioningRole: boolean;
  /** True if the account needs the two Bedrock roles. */
  readonly usesBedrock: boolean;
}

const NETWORKED: BlueprintRequirements = {
  regionalParameters: ["S3Location", "VpcId", "Subnets"],
  optionalRegionalParameters: [],
  requiredGlobalParameters: [],
  usesProvisioningRole: true,
  usesBedrock: false,
};
const PLAIN: BlueprintRequirements = { ...NETWORKED, regionalParameters: [] };
const BEDROCK: BlueprintRequirements = { ...PLAIN, usesBedrock: true };
const BY_PROJECT_ROLE: BlueprintRequirements = { ...PLAIN, usesProvisioningRole: false };

/**
 * Per blueprint: what must exist before it can be enabled.
 *
 * The exact minimum of the networked blueprints is taken from AWS's samples; the service publishes no list.
 */
export const BLUEPRINTS: Readonly<Record<BlueprintName, BlueprintRequirements>> = {
  AmazonBedrockChatAgent: BEDROCK,
  AmazonBedrockEvaluation: BEDROCK,
  AmazonBedrockFlow: BEDROCK,
  AmazonBedrockFunction: BEDROCK,
  AmazonBedrockGuardrail: BEDROCK,
  AmazonBedrockKnowledgeBase: BEDROCK,
  AmazonBedrockPrompt: BEDROCK,
  DataLake: NETWORKED,
  EmrOnEc2: NETWORKED,
  EmrOnEks: { ...NETWORKED, requiredGlobalParameters: ["eksClusterArn"] },
  EmrServerless: NETWORKED,
  LakehouseAdmin: PLAIN,
  LakehouseCatalog: PLAIN,
  MLExperiments: NETWORKED,
  MLflowApp: PLAIN,
  PartnerApps: NETWORKED,
  QuickSight: PLAIN,
  RedshiftServerless: NETWORKED,
  S3Bucket: BY_PROJECT_ROLE,
  S3TableCatalog: BY_PROJECT_ROLE,
  Tooling: { ...NETWORKED, optionalRegionalParameters: ["AZs", "KmsKeyArn", "PermissionsBoundaryArn"] },
  ToolingLite: { ...PLAIN, optionalRegionalParameters: ["VpcId", "Subnets"] },
  Workflows: NETWORKED,
};

/** The blueprints one of which every project profile must carry first (`deploymentOrder` 0). */
export const TOOLING_BLUEPRINTS: readonly BlueprintName[] = ["Tooling", "ToolingLite"];
