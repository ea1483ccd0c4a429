import { MODEL_GOVERNANCE } from "../../contracts/service/model-governance";
import {
  lakehouseDatabase,
  ON_DEMAND_BEDROCK,
  ON_DEMAND_SQL,
  onDemand,
  redshiftServerless,
  tooling,
} from "./configurations";
import type { TemplateName } from "./names";
import { editable, fixed, type Template, type TemplateConfiguration } from "./template";

/** EMR on EC2 as AWS offers it: two shapes of one cluster. */
function emrOnEc2(shape: string, instanceType: string): TemplateConfiguration {
  return onDemand("EmrOnEc2", `An EMR cluster, ${shape}`, {
    ...fixed({
      clusterName: "emr-ec2-cluster",
      emrRelease: "emr-7.5.0",
      primaryInstanceType: instanceType,
      coreInstanceType: instanceType,
      taskInstanceType: instanceType,
    }),
    ...editable({ connectionDescription: undefined }),
  });
}

/** "SQL analytics": query the lakehouse with SQL; no spaces. */
const sqlAnalytics: Template = {
  Tooling: tooling({ enableSpaces: "false" }),
  "Lakehouse Database": lakehouseDatabase,
  "Redshift Serverless": redshiftServerless,
  ...ON_DEMAND_SQL,
};

/** "All capabilities": everything that SMUS offers. */
const allCapabilities: Template = {
  Tooling: tooling({ enableSpaces: "true", enableAmazonBedrockPermissions: "true" }),
  "Lakehouse Database": lakehouseDatabase,
  RedshiftServerless: redshiftServerless,
  ...ON_DEMAND_SQL,
  "OnDemand Workflows": onDemand("Workflows", "Airflow for the project", fixed({ environmentClass: "mw1.micro" })),
  "OnDemand MLExperiments": onDemand("MLExperiments", "An MLflow tracking server", {
    ...fixed({ mlflowTrackingServerSize: "Small", mlflowTrackingServerName: "tracking-server" }),
  }),
  "OnDemand EMR on EC2 Memory-Optimized": emrOnEc2("memory-optimized", "r6g.xlarge"),
  "OnDemand EMR on EC2 General-Purpose": emrOnEc2("general-purpose", "m6g.xlarge"),
  "OnDemand EMRServerless": onDemand("EmrServerless", "An EMR Serverless application", {
    ...fixed({ releaseLabel: "emr-7.5.0" }),
    ...editable({ connectionName: undefined, connectionDescription: undefined }),
  }),
  ...ON_DEMAND_BEDROCK,
};

/** "Generative AI application development": Bedrock apps; no spaces. */
const generativeAi: Template = {
  Tooling: tooling({ enableSpaces: "false", enableAmazonBedrockPermissions: "true" }, {}),
  ...ON_DEMAND_BEDROCK,
};

/** "Default Project Profile": projects that run as a role of their own (`executionRoleArn`), on ToolingLite. */
const bringYourOwnRole: Template = {
  ToolingLite: {
    blueprint: "ToolingLite",
    description: "Tools for projects that bring their own role",
    deploymentMode: "ON_CREATE",
    deploymentOrder: 0,
    parameters: fixed({ s3BucketLocation: "" }),
  },
  // Two parameters without a default, which the service demands at every update of a profile: whoever adds such an environment
  // replaces the value. S3's names are global, so a fixed value would fit once.
  S3Bucket: onDemand("S3Bucket", "An S3 bucket", editable({ bucketName: "replace-with-a-bucket-name" })),
  S3TableCatalog: onDemand(
    "S3TableCatalog",
    "An S3 table catalog",
    editable({ catalogName: "replace-with-a-catalog-name", databaseName: undefined }),
  ),
};

/** "Generative AI model governance": the hidden profile through which Bedrock models are managed. It deploys nothing. */
const modelGovernance: Template = {};

/** The stock profile templates, by the name that `template` takes. */
export const TEMPLATES: Readonly<Record<TemplateName, Template>> = {
  "sql-analytics": sqlAnalytics,
  "all-capabilities": allCapabilities,
  "generative-ai-application-development": generativeAi,
  "bring-your-own-role": bringYourOwnRole,
  [MODEL_GOVERNANCE.template]: modelGovernance,
};
