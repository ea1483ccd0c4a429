import type { Explained } from "./iam-wildcards";

const REFERENCE = "https://docs.aws.amazon.com/service-authorization/latest/reference";
const boundary = ["aws_iam_policy"];
const identity = ["aws_iam_role_policy"];
const either = [...boundary, ...identity];

/** Wildcards of what use cases have in their accounts: boundaries, roles of repositories, the role of the functions, resource policies. */
export const USE_CASE_WILDCARDS: readonly Explained[] = [
  {
    types: [...either, "aws_s3_bucket_policy"],
    sids: [
      "Artifacts",
      "Copies",
      "CopyReleases",
      "PutCode",
      "PutReleases",
      "ReadReleases",
      "Releases",
      "Sources",
      // One for each use case, of a bucket's policy.
      /^Read[A-Z0-9][A-Za-z0-9]*$/,
    ],
    wildcards: /^arn:[^:]+:s3:::[a-z0-9-]+-artifacts-[a-z0-9-]+\/[a-z0-9-]+\/((code|models|releases)\/)?\*$/,
    reason: "objects below the key of one use case",
    link: `${REFERENCE}/list_amazons3.html`,
  },
  {
    types: [...identity, "aws_sagemaker_model_package_group_policy"],
    sids: ["BuiltVersions", "PromotedVersions", "ReadVersions", "RegisterVersions"],
    wildcards: /:model-package\/[A-Za-z0-9-]+\/\*$/,
    reason: "versions of one group, which SageMaker counts",
    link: `${REFERENCE}/list_amazonsagemaker.html`,
  },
  {
    types: either,
    sids: [
      "BatchJobs",
      "FollowRuns",
      "FollowEndpoints",
      "KeepAlarms",
      "KeepConfigurations",
      "KeepEndpoints",
      "KeepModels",
      "KeepRoles",
      "KeepTheJob",
      "KeepTheRule",
      "KeepTheSchedule",
      "KeepTheTrigger",
      "PassRoles",
      "RolesWithinTheBoundary",
      "RunningConfigurations",
      "RunningEndpoints",
      "RunningModels",
      "TagJobAndTrigger",
      "WriteRolesWithinTheBoundary",
    ],
    wildcards: /[:/][a-z][a-z0-9-]+-([a-z0-9-]+-\*|\*|build\/execution\/\*)$/,
    reason: "names of what deployments make begin with the use case and its stage; ids of runs are SageMaker's",
    link: `${REFERENCE}/list_amazonsagemaker.html`,
  },
  {
    types: either,
    sids: ["PassRoles", "PassTheRoleOfTheJobs"],
    wildcards: /:role\/datazone_usr_role_(<[^>]+>_)?\*$/,
    reason: "the service makes the role of a project, and its name ends in ids; iam:PassedToService limits it",
    link: `${REFERENCE}/list_awsidentityandaccessmanagementiam.html`,
  },
  {
    types: identity,
    sids: ["KeepTheLogs"],
    wildcards: /:log-group:\/aws-glue\/jobs\/[a-z0-9-]+:\*$/,
    reason: "log streams of one group",
    link: `${REFERENCE}/list_amazoncloudwatchlogs.html`,
  },
  {
    types: identity,
    sids: ["FindModels", "FindSubnets", "FindTheLogs", "KeepTheEncryption"],
    wildcards: /^\*$/,
    reason: "these actions support no resource-level permissions",
    link: `${REFERENCE}/list_awsglue.html`,
  },
  {
    types: identity,
    sids: ["Places"],
    wildcards: /:parameter\/[\w-]+\/use-cases\/\*$/,
    reason: "one parameter per place, below a path of our own",
    link: `${REFERENCE}/list_awssystemsmanager.html`,
  },
  {
    types: identity,
    sids: ["SourceKeys", "UseTheKeyOfReleases"],
    wildcards: /:kms:[^:]+:\d{12}:key\/\*$/,
    reason:
      "AWS chooses the id of the build account's key, whose policy names this role; kms:ViaService limits it to S3",
    link: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
  },
  {
    types: boundary,
    sids: ["Services"],
    wildcards: /^(\*|(cloudwatch|events|glue|logs|s3|sagemaker|scheduler):\*)$/,
    reason: "a boundary grants nothing; aws:ResourceAccount limits it to the accounts of the use case",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  },
  {
    types: boundary,
    sids: [
      "Databases",
      "FoundationModels",
      "GlueConnections",
      "Images",
      "Interfaces",
      "LakeFormation",
      "LogGroups",
      "LogStreams",
      "Metrics",
      "Queries",
      "Tables",
    ],
    wildcards:
      /^\*$|:log-group:\/aws(-glue|\/sagemaker)\/\*(:\*)?$|:(foundation-model|inference-profile|database|table|table\/\*|connection|workgroup)\/\*$/,
    reason: "a boundary grants nothing; the roles' own policies name tables, models and groups",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  },
  {
    types: ["aws_kms_key"],
    sids: ["ReadersOfOtherAccounts"],
    wildcards: /^\*$/,
    reason: "in a key policy * is this key",
    link: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
  },
  {
    types: ["aws_oam_sink_policy"],
    sids: ["LinkAccountsOfUseCases"],
    wildcards: /^\*$/,
    reason: "in the policy of a sink * is this sink",
    link: "https://docs.aws.amazon.com/OAM/latest/APIReference/API_PutSinkPolicy.html",
  },
];
