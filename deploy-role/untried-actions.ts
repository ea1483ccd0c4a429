/** Reasons by action; `*` stands for every action that is not named. */
type Reasons = Readonly<Record<string, string>>;

/** Reason for what only a change of the configuration, or a repair of what somebody changed by hand, calls. */
const CHANGES = "a change of such a resource calls it, and no test makes that one";

/** Reason for what preflight reads with the deploy role. */
const PREFLIGHT =
  "preflight reads with the deploy role where no plan role is configured; the tests give it a plan role";

/** Reason for what the function's tests send without Terraform: its policy is compared with what its code calls. */
const FUNCTION =
  "tests without Terraform call it (`__tests__/integration/functions`); no stage file of the real runs does";

/** Reads of preflight that the deploy role needs for nothing else. */
const PREFLIGHT_READS = [
  "datazone:GetEnvironmentBlueprint",
  "datazone:ListDomains",
  "ec2:DescribeAddresses",
  "ec2:DescribeAvailabilityZones",
  "ec2:DescribeRegions",
  "ec2:DescribeVpcEndpointServices",
  "iam:GetAccountSummary",
  "organizations:DescribeOrganization",
  "organizations:ListAWSServiceAccessForOrganization",
  "servicequotas:GetServiceQuota",
  "sso:ListInstances",
];

/** Writes of the function that only adopted objects, or a change that no real run makes, need. */
const FUNCTION_WRITES = [
  "datazone:AddEntityOwner",
  "datazone:RemoveEntityOwner",
  "datazone:TagResource",
  "datazone:UntagResource",
  "datazone:UpdateDomain",
];

function all(actions: readonly string[], reason: string): Reasons {
  return Object.fromEntries(actions.map((action) => [action, reason]));
}

/** Reason for what AWS asks for where tags come with a creation: the sandbox's services look at the creation alone. */
const TAGGED = "AWS asks for it where something is made with tags; the sandbox's services take tags without asking";
const APPLICATION_TAGS = [
  "apigateway:PUT",
  "cloudwatch:TagResource",
  "events:TagResource",
  "sns:TagResource",
  "sqs:TagQueue",
];

/** Changes of the governance application's resources in place. */
const APPLICATION_CHANGES = [
  "apigateway:PATCH",
  "cloudwatch:UntagResource",
  "dynamodb:UntagResource",
  "dynamodb:UpdateTable",
  "events:UntagResource",
  "lambda:UpdateEventSourceMapping",
  "scheduler:UpdateSchedule",
  "sns:UntagResource",
  "sqs:UntagQueue",
];

/** Changes in place of what use cases find in their accounts. */
const USE_CASE_CHANGES = [
  "ecr:PutImageScanningConfiguration",
  "ecr:PutImageTagMutability",
  "ecr:UntagResource",
  "events:UpdateEventBus",
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:CreatePolicyVersion",
  "iam:DeletePolicyVersion",
  "iam:PutRolePermissionsBoundary",
  "iam:RemoveClientIDFromOpenIDConnectProvider",
  "iam:UntagOpenIDConnectProvider",
  "iam:UntagPolicy",
  "oam:UntagResource",
  "oam:UpdateLink",
  "sagemaker:DeleteTags",
  "ssm:RemoveTagsFromResource",
];

/** Reads of the governance application's resources. */
const APPLICATION_READS = [
  "apigateway:GET",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:GetDashboard",
  "cloudwatch:ListTagsForResource",
  "dynamodb:DescribeContinuousBackups",
  "dynamodb:DescribeTable",
  "dynamodb:DescribeTimeToLive",
  "dynamodb:ListTagsOfResource",
  "events:DescribeRule",
  "events:ListTagsForResource",
  "events:ListTargetsByRule",
  "lambda:GetEventSourceMapping",
  "lambda:GetPolicy",
  "s3:GetObjectTagging",
  "scheduler:GetSchedule",
  "sns:GetTopicAttributes",
  "sns:ListTagsForResource",
  "sqs:GetQueueAttributes",
  "sqs:ListQueueTags",
];

/** Uses of a key that DynamoDB names for callers, beside those that the sandbox sees. */
const TABLE_KEY = ["kms:Encrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo"];

/** Reason for what AWS CodeConnections calls in the caller's name when a host in a VPC goes. */
const FOR_HOSTS = "CodeConnections takes its interfaces away with it; the sandbox's hosts have none";

/** Statements that every layer's policy needs by itself: the policies are printed by layer, and a role may have one of them only. */
const BY_LAYER = "policies are printed by layer, and each is complete by itself";

/**
 * Actions that are granted although no run of the tests uses them, by kind of role, with the reason. `npm run grants` fails on an
 * action that nothing uses and that has no reason here, and tells of a reason that is out of date.
 */
export const UNTRIED_ACTIONS: Readonly<Record<string, Reasons>> = {
  "deploy role": {
    "cloudformation:CancelResourceRequest": "the provider cancels what it waits for when it is interrupted",
    "codeconnections:UntagResource": CHANGES,
    "codeconnections:UpdateHost": CHANGES,
    "datazone:CreateUserProfile":
      "Cloud Control's handler of user profiles lists it; the provider calls DataZone itself",
    "datazone:UpdateUserProfile": "the status of a user profile is put back with it, which no test changes",
    "ec2:DeleteNetworkInterface": FOR_HOSTS,
    "ec2:GetSecurityGroupsForVpc":
      "Lambda asks for it where a function gets a network; the sandbox's Lambda asks for less",
    "ec2:ModifySecurityGroupRules": CHANGES,
    "ec2:ModifyVpcEndpoint": CHANGES,
    "ec2:ReplaceRouteTableAssociation": CHANGES,
    "iam:GetUser": "a user profile of an IAM user asks for it on AWS; the tests' organizations have roles and people",
    "kms:DisableKeyRotation": "rotation that is switched off by a given setting calls it",
    "kms:RetireGrant": "ECR gives back its grant on a key in the caller's name; the sandbox's ECR takes none",
    "kms:UpdateAlias": "an alias gets another key with it where the key was replaced",
    "lambda:UpdateFunctionCode": "an upgrade of this project brings another function",
    "logs:DeleteRetentionPolicy": CHANGES,
    "ram:AssociateResourceSharePermission": "a change of portalAccess exchanges the permission of the share",
    "ram:DisassociateResourceSharePermission": "a change of portalAccess exchanges the permission of the share",
    "ram:UntagResource": CHANGES,
    ...all(PREFLIGHT_READS, PREFLIGHT),
    ...all(APPLICATION_TAGS, TAGGED),
    ...all(APPLICATION_CHANGES, CHANGES),
    ...all(USE_CASE_CHANGES, CHANGES),
    "oam:TagResource": TAGGED,
    ...all(TABLE_KEY, "DynamoDB's page on encryption names it for whoever makes a table; the sandbox's asks for less"),
  },
  "plan role": {
    ...all(
      ["ec2:DescribeAddressesAttribute", "ec2:DescribeInternetGateways", "ec2:DescribeNatGateways"],
      "a network with internetAccess is planned with it; the tests that have the plan role have no such network",
    ),
    ...all(
      ["codeconnections:GetConnection", "codeconnections:GetHost", "codeconnections:ListTagsForResource"],
      "hosts and connections are planned with it; the tests plan them with the deploy role",
    ),
    ...all(APPLICATION_READS, "the governance application is planned with it; the tests plan it with the deploy role"),
    "datazone:GetUserProfile":
      "preflight asks who a user among the members of an adopted project is; the members in the tests are groups",
  },
  "control-plane function": {
    ...all(FUNCTION_WRITES, FUNCTION),
    "datazone:GetUserProfile":
      "the service calls it for a member or an owner with the caller's permissions (registry handlers)",
    "logs:CreateLogStream": "Lambda writes the function's logs with it; the sandbox keeps no logs of functions",
    "logs:PutLogEvents": "Lambda writes the function's logs with it; the sandbox keeps no logs of functions",
  },
  "adoption reader": {
    "codestar-connections:ListTagsForResource":
      "connections that were made before July 2024 have the service's former name in their ARN; the tests' are new",
    "kms:Decrypt": "domains with a key of their own are read through it; the tests' built domains have none",
    "kms:DescribeKey": "domains with a key of their own are read through it; the tests' built domains have none",
  },
};

/**
 * Actions that were used and that another statement of the role allows as well, so that no refusal would tell of a lost statement,
 * by kind of role, with the reason.
 */
export const SPARE_ACTIONS: Readonly<Record<string, Reasons>> = {
  "deploy role": { "*": BY_LAYER },
  "plan role": { "*": BY_LAYER },
  "control-plane function": {
    "kms:CreateGrant": "the domain's key and the data keys have statements of their own, and may be the same key",
    "kms:DescribeKey": "the domain's key and the data keys have statements of their own, and may be the same key",
  },
  "adoption reader": {
    "datazone:GetUserProfile":
      "the role is the deploy role of the files that are written, whose policies it then has, too",
  },
};
