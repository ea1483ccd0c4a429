import type { Statement } from "../iam-policy";

/** Limits of what runs for a use case in an account. */
export interface UseCaseLimits {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  readonly useCase: string;
  /** Bucket of artifacts; the use case has what lies below its key. */
  readonly bucket: string;
  /** Expression of the ARN of the key that encrypts it. */
  readonly keyArn: string;
}

/**
 * The most that roles may do which deployments of a use case make: what serves a model, scores a batch, runs a pipeline. What such a role
 * gets of it is in the deploy repository; a policy there that says more has no effect.
 *
 * Services that the templates do not use are not in it. Each wildcard is what the service has no narrower resource for, or what AWS owns.
 */
export function useCaseBoundaryStatements(limits: UseCaseLimits): Statement[] {
  return [...storage(limits), ...images(), ...telemetry(limits), ...network(), ...models(limits), ...data(limits)];
}

function storage({ partition, useCase, bucket, keyArn }: UseCaseLimits): Statement[] {
  const arn = `arn:${partition}:s3:::${bucket}`;
  return [
    {
      sid: "Artifacts",
      actions: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      resources: [`${arn}/${useCase}/*`],
    },
    {
      sid: "ListArtifacts",
      actions: ["s3:ListBucket"],
      resources: [arn],
      conditions: { StringLike: { "s3:prefix": `${useCase}/*` } },
    },
    { sid: "FindArtifacts", actions: ["s3:GetBucketLocation"], resources: [arn] },
    { sid: "ArtifactKey", actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], resources: [keyArn] },
  ];
}

/** Images lie in registries of AWS, whose accounts differ by Region and framework, and in that of the build's account. */
function images(): Statement[] {
  return [
    {
      sid: "Images",
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetAuthorizationToken",
        "ecr:GetDownloadUrlForLayer",
      ],
      resources: ["*"],
    },
  ];
}

function telemetry({ partition, region, accountId }: UseCaseLimits): Statement[] {
  const group = (name: string) => `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
  return [
    {
      sid: "LogGroups",
      actions: ["logs:CreateLogGroup", "logs:DescribeLogStreams"],
      resources: [group("/aws/sagemaker/*"), group("/aws-glue/*")],
    },
    {
      sid: "LogStreams",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [group("/aws/sagemaker/*:*"), group("/aws-glue/*:*")],
    },
    {
      sid: "Metrics",
      actions: ["cloudwatch:PutMetricData"],
      resources: ["*"],
      conditions: { StringLike: { "cloudwatch:namespace": ["AWS/SageMaker", "/aws/sagemaker/*", "Glue"] } },
    },
  ];
}

/** Interfaces in the subnets of a place: SageMaker and Glue make them in the role's name, and ask for all resources. */
function network(): Statement[] {
  return [
    {
      sid: "Interfaces",
      actions: [
        "ec2:CreateNetworkInterface",
        "ec2:CreateNetworkInterfacePermission",
        "ec2:CreateTags",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteNetworkInterfacePermission",
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpoints",
        "ec2:DescribeVpcs",
      ],
      resources: ["*"],
    },
  ];
}

function models({ partition, region, accountId, useCase }: UseCaseLimits): Statement[] {
  const bedrock = (owner: string, resource: string) => `arn:${partition}:bedrock:*:${owner}:${resource}`;
  return [
    {
      sid: "FoundationModels",
      actions: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
      resources: [bedrock("", "foundation-model/*"), bedrock(accountId, "inference-profile/*")],
    },
    {
      sid: "BatchJobs",
      actions: ["sagemaker:CreateTransformJob"],
      resources: [`arn:${partition}:sagemaker:${region}:${accountId}:transform-job/${useCase}-*`],
    },
  ];
}

function data({ partition, region, accountId }: UseCaseLimits): Statement[] {
  const own = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  return [
    {
      sid: "Tables",
      actions: [
        "glue:BatchCreatePartition",
        "glue:BatchGetPartition",
        "glue:CreateTable",
        "glue:DeleteTable",
        "glue:DeleteTableVersion",
        "glue:GetPartitions",
        "glue:GetTable",
        "glue:GetTables",
        "glue:GetTableVersions",
        "glue:UpdateTable",
      ],
      resources: [own("glue", "catalog"), own("glue", "database/*"), own("glue", "table/*/*")],
    },
    {
      sid: "Databases",
      actions: ["glue:GetDatabase", "glue:GetDatabases"],
      resources: [own("glue", "catalog"), own("glue", "database/*")],
    },
    {
      sid: "GlueConnections",
      actions: ["glue:GetConnection"],
      resources: [own("glue", "catalog"), own("glue", "connection/*")],
    },
    // GetDataAccess knows no resource: Lake Formation's own permissions decide.
    { sid: "LakeFormation", actions: ["lakeformation:GetDataAccess"], resources: ["*"] },
    {
      sid: "Queries",
      actions: [
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetWorkGroup",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      resources: [own("athena", "workgroup/*")],
    },
    {
      sid: "QueryCatalog",
      actions: ["athena:GetDataCatalog"],
      resources: [own("athena", "datacatalog/AwsDataCatalog")],
    },
  ];
}
