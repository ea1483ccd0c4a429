import { z } from "zod";
import * as p from "./primitives";

const blueprint = z.strictObject({
  /**
   * Regions in which the blueprint is enabled; each must be one of the account's.
   *
   * @default - all Regions of the account
   */
  regions: z.array(p.region).min(1).optional(),
  /**
   * Regional parameters on top of those we fill in (`S3Location`, `VpcId`, `Subnets`, `AZs`, `KmsKeyArn`,
   * `PermissionsBoundaryArn`), by Region and name.
   *
   * @default - what we fill in
   */
  regionalParameters: z.record(p.region, p.parameters).default({}),
  /**
   * Global parameters. The service does not return them: a change by hand is invisible.
   *
   * @default - none (Tooling: `sagemakerQueryExecutionRoleArn`)
   */
  globalParameters: p.parameters.default({}),
  /**
   * Exactly what the configuration holds, instead of what follows from the account (roles, bucket, network, key).
   *
   * @default - what follows from the account
   */
  exactly: z
    .strictObject({
      /**
       * Role that deploys environments.
       *
       * @default - none
       */
      provisioningRoleArn: p.roleArn.optional(),
      /**
       * Role that grants access to data.
       *
       * @default - none
       */
      manageAccessRoleArn: p.roleArn.optional(),
      /**
       * Permissions boundary of the roles that projects get.
       *
       * @default - none
       */
      environmentRolePermissionBoundaryArn: p.boundaryPolicyArn.optional(),
      /**
       * Regional parameters, by Region and name; the blueprint's `regionalParameters` are not added.
       *
       * @default - none
       */
      regionalParameters: z.record(p.region, p.parameters).default({}),
      /**
       * Registration of data locations with Lake Formation.
       *
       * @default - not registered
       */
      lakeFormation: z
        .strictObject({
          /** Role that registers locations. */
          locationRegistrationRoleArn: p.roleArn,
          /**
           * Locations (`s3://...`) that are not registered, at most 20.
           *
           * @default - none
           */
          excludeS3Locations: z
            .array(
              z
                .string()
                .regex(/^s3:\/\/.+$/)
                .describe("an S3 location (s3://...)"),
            )
            .max(20)
            .default([]),
        })
        .optional(),
    })
    .optional(),
  /**
   * Units whose projects may create environments from the blueprint in this account; an empty list: none.
   *
   * @default - contributors of all projects of the domain
   */
  grantTo: z
    .array(
      z.strictObject({
        /**
         * Key of the unit whose projects may.
         *
         * @default "root"
         */
        unit: p.unitKey.default("root"),
        /**
         * Projects of the units below it may too.
         *
         * @default true
         */
        includeChildUnits: z.boolean().default(true),
        /**
         * Designation of the project members who may use the blueprint.
         *
         * @default "CONTRIBUTOR"
         */
        designation: z.enum(["OWNER", "CONTRIBUTOR"]).default("CONTRIBUTOR"),
      }),
    )
    .default([{ unit: "root", includeChildUnits: true, designation: "CONTRIBUTOR" }]),
});

/**
 * The managed blueprints that an account enables, by API name.
 *
 * An object and not a record over the names: only so each name shows its documentation in completion. A test keeps it
 * equal to the catalogue of `contracts/service/blueprints.ts`.
 */
export const blueprints = z.strictObject({
  /** Bedrock chat agent apps. */
  AmazonBedrockChatAgent: blueprint.optional(),
  /** Evaluation of Bedrock models and apps. */
  AmazonBedrockEvaluation: blueprint.optional(),
  /** Bedrock flow apps. */
  AmazonBedrockFlow: blueprint.optional(),
  /** Functions that Bedrock apps call. */
  AmazonBedrockFunction: blueprint.optional(),
  /** Bedrock guardrails. */
  AmazonBedrockGuardrail: blueprint.optional(),
  /** Bedrock knowledge bases. */
  AmazonBedrockKnowledgeBase: blueprint.optional(),
  /** Reusable Bedrock prompts. */
  AmazonBedrockPrompt: blueprint.optional(),
  /** Glue databases and Athena (the console calls it LakeHouseDatabase). Needs bucket, VPC and subnets. */
  DataLake: blueprint.optional(),
  /** EMR clusters on EC2. Needs bucket, VPC and subnets. */
  EmrOnEc2: blueprint.optional(),
  /** EMR on EKS. Needs bucket, VPC, subnets and the global parameter `eksClusterArn`. */
  EmrOnEks: blueprint.optional(),
  /** EMR Serverless applications. Needs bucket, VPC and subnets. */
  EmrServerless: blueprint.optional(),
  /** Administration of the lakehouse. */
  LakehouseAdmin: blueprint.optional(),
  /** Catalogs on Redshift managed storage. */
  LakehouseCatalog: blueprint.optional(),
  /** MLflow tracking servers. Needs bucket, VPC and subnets. */
  MLExperiments: blueprint.optional(),
  /** MLflow apps. */
  MLflowApp: blueprint.optional(),
  /** SageMaker partner AI apps. Needs bucket, VPC and subnets. */
  PartnerApps: blueprint.optional(),
  /** QuickSight. For data in a VPC set the global parameter `quickSightVPCConnectionRoleArn`. */
  QuickSight: blueprint.optional(),
  /** Redshift Serverless workgroups. Needs bucket, VPC and subnets. */
  RedshiftServerless: blueprint.optional(),
  /** S3 buckets, created by the project's own role. */
  S3Bucket: blueprint.optional(),
  /** S3 table catalogs, created by the project's own role. */
  S3TableCatalog: blueprint.optional(),
  /** Base that every project deploys first: roles, spaces, connections. Needs bucket, VPC and subnets. */
  Tooling: blueprint.optional(),
  /** The small Tooling of projects that bring their own role. */
  ToolingLite: blueprint.optional(),
  /** Airflow environments. Needs bucket, VPC and subnets. */
  Workflows: blueprint.optional(),
});
