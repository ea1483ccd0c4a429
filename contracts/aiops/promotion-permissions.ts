import { WORKER } from "../worker-permissions";

/**
 * Actions that the function calls as itself which promotes models. A test compares them with the calls of its code.
 *
 * It changes nothing in an account as itself: what it reads and makes there it reads and makes as the role of the account.
 */
export const PROMOTION_PERMISSIONS = {
  table: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
  ...WORKER,
  /** Tokens of the code hosts, each in its secret. */
  secrets: ["secretsmanager:GetSecretValue"],
  /** Roles of accounts (`accountRole`), and no others. */
  assuming: ["sts:AssumeRole"],
} as const;

/**
 * Actions that the same function calls as the role of an account, by what they are about. A test compares them with the calls of its
 * code.
 *
 * The role never approves a version of the build account: that is a person's. `aiops` gives each account's role what its stages need.
 */
export const PROMOTION_ACCOUNT_PERMISSIONS = {
  /** Records of the places of use cases in the account. */
  places: ["ssm:GetParameter"],
  /** Build account: versions of the group of each use case that is built here. */
  built: ["sagemaker:DescribeModelPackage", "sagemaker:ListModelPackages"],
  /** Build account: manifests of data releases, below `<useCase>/releases/` of the bucket of artifacts. */
  releases: ["s3:GetObject"],
  /**
   * Account of a stage: versions of its group. Registered as pending, and approved once a promotion is released; never deleted.
   */
  promoted: [
    "sagemaker:CreateModelPackage",
    "sagemaker:DescribeModelPackage",
    "sagemaker:ListModelPackages",
    "sagemaker:UpdateModelPackage",
  ],
  /** Account of a stage: what serves now. Names begin with `<useCase>-<stage>-`. */
  running: ["sagemaker:DescribeEndpoint", "sagemaker:DescribeEndpointConfig", "sagemaker:DescribeModel"],
  /** Account of a stage, on the bucket of the build account, below `<useCase>/`: what is copied. */
  sources: ["s3:GetObject", "s3:GetObjectVersion"],
  sourceNames: ["s3:ListBucket"],
  /** Account of a stage, on its own bucket, below `<useCase>/models/`: copies, and parts of those that are copied in parts. */
  copies: ["s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
  copyNames: ["s3:ListBucket", "s3:ListBucketMultipartUploads"],
  /** Keys of both buckets: reads of the build account's, writes of the stage's own. */
  key: ["kms:Decrypt", "kms:GenerateDataKey"],
} as const;
