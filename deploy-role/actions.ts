import { AIOPS_ACTIONS } from "./aiops-actions";
import { APPLICATION_ACTIONS } from "./application-actions";
import { DATAZONE_ACTIONS } from "./datazone-actions";
import { from, only, read, when, write, type TypePermissions } from "./action-groups";
import { GIT_ACTIONS } from "./git-actions";
import { NETWORK_ACTIONS } from "./network-actions";
import type { Block } from "./stack-json";

const IAM = "list_awsidentityandaccessmanagementiam";
const KMS = "list_awskeymanagementservice";
const S3 = "list_amazons3";
const LAMBDA = "list_awslambda";
const LOGS = "list_amazoncloudwatchlogs";
const RAM = "list_awsresourceaccessmanagerram";

/** Tells whether a function is attached to a VPC. */
const isInVpc = (block: Block): boolean => block.vpc_config !== undefined;

/** Tells whether a destroy of a bucket deletes what is in it. */
const isEmptied = (bucket: Block): boolean => bucket["force_destroy"] === true;

/** Tells whether a role has a permission boundary. */
const hasBoundary = (role: Block): boolean => role["permissions_boundary"] !== undefined;

const bucketSetting = (get: string, put: string): TypePermissions =>
  from(S3, read("bucket", `s3:${get}`), write("bucket", `s3:${put}`));

/**
 * IAM actions per resource type that stacks emit: what Terraform's provider calls to refresh (`read`) and to create,
 * change and delete (`write`).
 *
 * Actions and the resources that they can be limited to are those of the service authorization reference (`source`); a
 * test compares them with cfn-lint's copy of it. Which of a service's actions a resource needs is derived from the
 * provider's source and documentation: nobody has run it on AWS yet.
 *
 * Data sources carry the prefix `data.`.
 */
export const ACTIONS: Readonly<Record<string, TypePermissions>> = {
  aws_iam_role: from(
    IAM,
    read("role", "iam:GetRole", "iam:ListRolePolicies", "iam:ListAttachedRolePolicies"),
    write(
      "role",
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:ListInstanceProfilesForRole",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
    ),
    only(hasBoundary, write("role", "iam:PutRolePermissionsBoundary")),
  ),
  aws_iam_role_policy: from(
    IAM,
    read("role", "iam:GetRolePolicy"),
    write("role", "iam:PutRolePolicy", "iam:DeleteRolePolicy"),
  ),
  aws_iam_role_policy_attachment: from(
    IAM,
    read("role", "iam:ListAttachedRolePolicies"),
    when("attachedPolicy", write("role", "iam:AttachRolePolicy", "iam:DetachRolePolicy")),
  ),
  aws_kms_key: from(
    KMS,
    read("key", "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"),
    // A key that does not exist has no ARN yet.
    when("ourTagInRequest", write("any", "kms:CreateKey", "kms:TagResource")),
    when(
      "ourTagOnResource",
      write(
        "key",
        "kms:DisableKeyRotation",
        "kms:EnableKeyRotation",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateKeyDescription",
      ),
    ),
  ),
  aws_kms_alias: from(
    KMS,
    // ListAliases supports no resource-level permissions.
    read("any", "kms:ListAliases"),
    write("alias", "kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"),
    when("ourTagOnResource", write("key", "kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias")),
  ),
  aws_s3_bucket: from(
    S3,
    read(
      "bucket",
      "s3:GetAccelerateConfiguration",
      "s3:GetBucketAcl",
      "s3:GetBucketCORS",
      "s3:GetBucketLogging",
      "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketPolicy",
      "s3:GetBucketRequestPayment",
      "s3:GetBucketTagging",
      "s3:GetBucketVersioning",
      "s3:GetBucketWebsite",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetReplicationConfiguration",
      "s3:ListBucket",
    ),
    write("bucket", "s3:CreateBucket", "s3:DeleteBucket", "s3:PutBucketTagging"),
    // Emptied before it is deleted: every version and every delete marker is listed and deleted, by DeleteObjects.
    only(isEmptied, write("bucket", "s3:ListBucketVersions")),
    only(isEmptied, write("bucketObjects", "s3:DeleteObject", "s3:DeleteObjectVersion")),
  ),
  aws_s3_bucket_versioning: bucketSetting("GetBucketVersioning", "PutBucketVersioning"),
  aws_s3_bucket_server_side_encryption_configuration: bucketSetting(
    "GetEncryptionConfiguration",
    "PutEncryptionConfiguration",
  ),
  aws_s3_bucket_lifecycle_configuration: bucketSetting("GetLifecycleConfiguration", "PutLifecycleConfiguration"),
  aws_s3_bucket_public_access_block: bucketSetting("GetBucketPublicAccessBlock", "PutBucketPublicAccessBlock"),
  aws_s3_bucket_ownership_controls: bucketSetting("GetBucketOwnershipControls", "PutBucketOwnershipControls"),
  aws_s3_bucket_policy: from(
    S3,
    read("bucket", "s3:GetBucketPolicy"),
    write("bucket", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"),
  ),
  aws_lambda_function: {
    source: [`${LAMBDA}.html`, `${IAM}.html`, "list_amazonec2.html"],
    groups: [
      read(
        "function",
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:ListTags",
        "lambda:ListVersionsByFunction",
      ),
      write(
        "function",
        "lambda:CreateFunction",
        "lambda:DeleteFunction",
        "lambda:PublishVersion",
        "lambda:TagResource",
        "lambda:UntagResource",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
        // Asked until an update is through.
        "lambda:GetFunctionConfiguration",
      ),
      // Lambda checks the network of a function by the rights of the one who makes it.
      // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
      only(isInVpc, read("any", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs")),
      // Nobody names the VPC: it is that of the subnets.
      only(isInVpc, when("region", read("any", "ec2:GetSecurityGroupsForVpc"))),
      when("passedToLambda", write("roleOfFunction", "iam:PassRole")),
    ],
  },
  aws_lambda_alias: from(
    LAMBDA,
    read("function", "lambda:GetAlias"),
    write("function", "lambda:CreateAlias", "lambda:DeleteAlias", "lambda:UpdateAlias"),
  ),
  aws_lambda_invocation: from(LAMBDA, write("functionVersion", "lambda:InvokeFunction")),
  "data.aws_lambda_invocation": from(LAMBDA, read("functionVersion", "lambda:InvokeFunction")),
  aws_cloudwatch_log_group: from(
    LOGS,
    // The provider finds a group by listing, which supports no resource-level permissions.
    read("any", "logs:DescribeLogGroups"),
    read("logGroup", "logs:ListTagsForResource"),
    write(
      "logGroup",
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:DeleteRetentionPolicy",
      "logs:PutRetentionPolicy",
      "logs:TagResource",
      "logs:UntagResource",
    ),
  ),
  aws_ram_resource_share: {
    source: [`${RAM}.html`, "list_amazondatazone.html"],
    groups: [
      // The list of shares supports no resource-level permissions.
      read("any", "ram:GetResourceShares"),
      read("share", "ram:ListResourceSharePermissions"),
      // A share that does not exist has no ARN yet.
      when("ourTagInRequest", write("any", "ram:CreateResourceShare")),
      when("shareName", write("share", "ram:AssociateResourceSharePermission", "ram:DeleteResourceShare")),
      when("shareName", write("share", "ram:UpdateResourceShare", "ram:DisassociateResourceSharePermission")),
      // The permission is a resource of the call beside the share.
      when(
        "sharePermission",
        write("sharePermission", "ram:AssociateResourceSharePermission", "ram:DisassociateResourceSharePermission"),
      ),
      write("share", "ram:TagResource", "ram:UntagResource"),
    ],
  },
  aws_ram_principal_association: from(
    RAM,
    read("any", "ram:GetResourceShareAssociations"),
    when("shareName", write("share", "ram:AssociateResourceShare", "ram:DisassociateResourceShare")),
  ),
  aws_ram_resource_association: {
    source: [`${RAM}.html`, "list_amazondatazone.html"],
    groups: [
      read("any", "ram:GetResourceShareAssociations"),
      when("shareName", write("share", "ram:AssociateResourceShare", "ram:DisassociateResourceShare")),
      // RAM writes the domain's sharing policy in the caller's name; the three support no resource-level permissions.
      write(
        "any",
        "datazone:DeleteDomainSharingPolicy",
        "datazone:GetDomainSharingPolicy",
        "datazone:PutDomainSharingPolicy",
      ),
    ],
  },
  aws_ram_resource_share_accepter: from(
    RAM,
    // Invitations and lists support no resource-level permissions, or name shares of another account.
    read("any", "ram:GetResourceShareInvitations", "ram:GetResourceShares", "ram:ListResources"),
    write(
      "any",
      "ram:AcceptResourceShareInvitation",
      "ram:DisassociateResourceShare",
      "ram:GetResourceShareAssociations",
    ),
  ),
  ...AIOPS_ACTIONS,
  ...APPLICATION_ACTIONS,
  ...DATAZONE_ACTIONS,
  ...GIT_ACTIONS,
  ...NETWORK_ACTIONS,
  "data.aws_s3_objects": from(S3, read("bucket", "s3:ListBucket")),
  // Read by the role of the account that owns the state, see `deploy-role/state-access.ts`.
  "data.terraform_remote_state": { source: [], groups: [] },
  // Terraform's own: no call of AWS.
  terraform_data: { source: [], groups: [] },
};
