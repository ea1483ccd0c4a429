import { from, read, when, write, type TypePermissions } from "./action-groups";

const IAM = "list_awsidentityandaccessmanagementiam";
const SAGEMAKER = "list_amazonsagemaker";
const ECR = "list_amazonelasticcontainerregistry";
const SSM = "list_awssystemsmanager";
const OAM = "list_amazoncloudwatchobservabilityaccessmanager";
const EVENTS = "list_amazoneventbridge";
const KMS = "list_awskeymanagementservice";

/** Actions on what use cases have in their accounts and in their hub; `deploy-role/actions.ts` says what holds for all types. */
export const AIOPS_ACTIONS: Readonly<Record<string, TypePermissions>> = {
  aws_iam_openid_connect_provider: from(
    IAM,
    read("identityProvider", "iam:GetOpenIDConnectProvider"),
    write(
      "identityProvider",
      "iam:AddClientIDToOpenIDConnectProvider",
      "iam:CreateOpenIDConnectProvider",
      "iam:DeleteOpenIDConnectProvider",
      "iam:RemoveClientIDFromOpenIDConnectProvider",
      "iam:TagOpenIDConnectProvider",
      "iam:UntagOpenIDConnectProvider",
    ),
  ),
  // ListRoles supports no resource-level permissions.
  "data.aws_iam_roles": from(IAM, read("any", "iam:ListRoles")),
  aws_iam_policy: from(
    IAM,
    read("managedPolicy", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"),
    write(
      "managedPolicy",
      "iam:CreatePolicy",
      "iam:CreatePolicyVersion",
      "iam:DeletePolicy",
      "iam:DeletePolicyVersion",
      "iam:TagPolicy",
      "iam:UntagPolicy",
    ),
  ),
  aws_sagemaker_model_package_group: from(
    SAGEMAKER,
    read("modelPackageGroup", "sagemaker:DescribeModelPackageGroup", "sagemaker:ListTags"),
    write(
      "modelPackageGroup",
      "sagemaker:AddTags",
      "sagemaker:CreateModelPackageGroup",
      "sagemaker:DeleteModelPackageGroup",
      "sagemaker:DeleteTags",
    ),
  ),
  aws_sagemaker_model_package_group_policy: from(
    SAGEMAKER,
    read("modelPackageGroup", "sagemaker:GetModelPackageGroupPolicy"),
    write("modelPackageGroup", "sagemaker:DeleteModelPackageGroupPolicy", "sagemaker:PutModelPackageGroupPolicy"),
  ),
  aws_ecr_repository: {
    source: [`${ECR}.html`, `${KMS}.html`],
    groups: [
      read("imageRepository", "ecr:DescribeRepositories", "ecr:ListTagsForResource"),
      write(
        "imageRepository",
        "ecr:CreateRepository",
        "ecr:DeleteRepository",
        "ecr:PutImageScanningConfiguration",
        "ecr:PutImageTagMutability",
        "ecr:TagResource",
        "ecr:UntagResource",
      ),
      // ECR makes a grant for itself in the caller's name.
      // https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
      when("throughImages", write("anyKey", "kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant")),
    ],
  },
  aws_ecr_repository_policy: from(
    ECR,
    read("imageRepository", "ecr:GetRepositoryPolicy"),
    write("imageRepository", "ecr:DeleteRepositoryPolicy", "ecr:SetRepositoryPolicy"),
  ),
  aws_ssm_parameter: from(
    SSM,
    // The provider finds a parameter's description by listing, which supports no resource-level permissions.
    read("any", "ssm:DescribeParameters"),
    read("parameter", "ssm:GetParameter", "ssm:ListTagsForResource"),
    write(
      "parameter",
      "ssm:AddTagsToResource",
      "ssm:DeleteParameter",
      "ssm:PutParameter",
      "ssm:RemoveTagsFromResource",
    ),
  ),
  aws_oam_sink: from(
    OAM,
    read("sinks", "oam:GetSink", "oam:ListTagsForResource"),
    // A sink that does not exist has no ARN yet.
    when("ourTagInRequest", write("any", "oam:CreateSink")),
    write("sinks", "oam:DeleteSink", "oam:TagResource", "oam:UntagResource"),
  ),
  aws_oam_sink_policy: from(OAM, read("sinks", "oam:GetSinkPolicy"), write("sinks", "oam:PutSinkPolicy")),
  aws_oam_link: {
    source: [`${OAM}.html`, "list_amazoncloudwatch.html", "list_amazoncloudwatchlogs.html", "list_awsx-ray.html"],
    groups: [
      read("links", "oam:GetLink", "oam:ListTagsForResource"),
      // The sink is another account's: its id is AWS's, and its policy says who may link to it.
      write("sinksAnywhere", "oam:CreateLink"),
      write("links", "oam:DeleteLink", "oam:TagResource", "oam:UntagResource", "oam:UpdateLink"),
      // Each type that is shared is asked for by name; none of the three supports resource-level permissions.
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account-Setup.html
      write("any", "cloudwatch:Link", "logs:Link", "xray:Link"),
    ],
  },
  aws_cloudwatch_event_bus: from(
    EVENTS,
    read("eventBus", "events:DescribeEventBus", "events:ListTagsForResource"),
    write(
      "eventBus",
      "events:CreateEventBus",
      "events:DeleteEventBus",
      "events:TagResource",
      "events:UntagResource",
      "events:UpdateEventBus",
    ),
  ),
  aws_cloudwatch_event_bus_policy: from(
    EVENTS,
    read("eventBus", "events:DescribeEventBus"),
    // Neither supports resource-level permissions.
    write("any", "events:PutPermission", "events:RemovePermission"),
  ),
};
