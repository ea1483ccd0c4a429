import type { BlueprintName } from "../../contracts/service/blueprints";
import { editable, fixed, type Template, type TemplateConfiguration } from "./template";

/**
 * Environment configurations that several templates share.
 *
 * Names, orders, values and editability are those of AWS's own templates: a value there is fixed unless it is marked
 * editable, a parameter that it only names is left to the creator of the project.
 *
 * @see https://github.com/aws/Unified-Studio-for-Amazon-Sagemaker cloudformation/domain/create_project_profiles.yaml
 */

/** Limits of spaces that creators of projects must not raise: cost and network isolation are the platform's. */
const SPACE_LIMITS = fixed({
  maxEbsVolumeSize: undefined,
  idleTimeoutInMinutes: undefined,
  lifecycleManagement: undefined,
  enableNetworkIsolation: undefined,
});

/** Tooling at order 0. `gitConnectionArn` is left out: a profile sets it once its connection was confirmed by hand. */
export function tooling(values: Readonly<Record<string, string>>, limits = SPACE_LIMITS): TemplateConfiguration {
  return {
    blueprint: "Tooling",
    description: "Tools that every project starts with",
    deploymentMode: "ON_CREATE",
    deploymentOrder: 0,
    parameters: { ...fixed(values), ...limits },
  };
}

/** Glue database that is deployed with the project; its name is editable. */
export const lakehouseDatabase: TemplateConfiguration = {
  blueprint: "DataLake",
  description: "A Glue database for the project",
  deploymentMode: "ON_CREATE",
  deploymentOrder: 1,
  parameters: editable({ glueDbName: "glue_db" }),
};

/** Redshift Serverless workgroup that is deployed with the project; the database's name is editable. */
export const redshiftServerless: TemplateConfiguration = {
  blueprint: "RedshiftServerless",
  description: "A Redshift Serverless workgroup for the project",
  deploymentMode: "ON_CREATE",
  deploymentOrder: 1,
  parameters: {
    ...editable({ redshiftDbName: "dev" }),
    ...fixed({ connectToRMSCatalog: "true", redshiftMaxCapacity: "512" }),
  },
};

/** An `ON_DEMAND` configuration. */
export function onDemand(
  blueprint: BlueprintName,
  description: string,
  parameters: TemplateConfiguration["parameters"] = {},
): TemplateConfiguration {
  return { blueprint, description, deploymentMode: "ON_DEMAND", parameters };
}

/** Environments that members of SQL projects may add. */
export const ON_DEMAND_SQL: Template = {
  "OnDemand Redshift Serverless": onDemand("RedshiftServerless", "Another Redshift Serverless workgroup", {
    ...editable({
      redshiftDbName: "dev",
      redshiftMaxCapacity: "512",
      redshiftWorkgroupName: "redshift-serverless-workgroup",
      redshiftBaseCapacity: "128",
      connectionName: "redshift.serverless",
    }),
    ...fixed({ connectToRMSCatalog: "false" }),
  }),
  "OnDemand Catalog for RMS": onDemand("LakehouseCatalog", "A catalog on Redshift managed storage", {
    ...editable({ catalogName: undefined, catalogDescription: "RMS catalog" }),
  }),
  "OnDemand QuickSight": onDemand("QuickSight", "QuickSight for the project"),
};

/** The seven Bedrock blueprints, which AWS's console groups as generative AI. */
export const ON_DEMAND_BEDROCK: Template = {
  "Amazon Bedrock Chat Agent": onDemand("AmazonBedrockChatAgent", "A chat agent app"),
  "Amazon Bedrock Evaluation": onDemand("AmazonBedrockEvaluation", "Evaluation of models and apps"),
  "Amazon Bedrock Flow": onDemand("AmazonBedrockFlow", "A flow app"),
  "Amazon Bedrock Function": onDemand("AmazonBedrockFunction", "A function that apps call"),
  "Amazon Bedrock Guardrail": onDemand("AmazonBedrockGuardrail", "A guardrail for apps"),
  "Amazon Bedrock Knowledge Base": onDemand("AmazonBedrockKnowledgeBase", "A knowledge base for apps"),
  "Amazon Bedrock Prompt": onDemand("AmazonBedrockPrompt", "A reusable prompt"),
};
