import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import {
  S3BucketServerSideEncryptionConfigurationA,
  type S3BucketServerSideEncryptionConfigurationRuleA,
} from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { KeyInUse } from "../../contracts/encryption-key";
import { policyDocument, type Statement } from "../iam-policy";

/** Properties of {@link PrivateBucket}. */
export interface PrivateBucketProps {
  readonly partition: string;
  /** Name, unique in the partition. Changing this replaces the bucket. */
  readonly bucketName: string;
  /**
   * Key that encrypts objects for which the writer names none. S3 knows no AWS-owned KMS key: `awsOwned` is SSE-S3, with
   * a key that S3 itself holds.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingServerSideEncryption.html
   */
  readonly key: KeyInUse;
  /** Refuse to destroy the bucket. Without it a destroy empties the bucket first. */
  readonly protect: boolean;
  /**
   * Days until a version that was overwritten or deleted is gone. Uploads that were never completed go after 7 days.
   *
   * @default - versions are kept for good, and there are no lifecycle rules
   */
  readonly noncurrentVersionDays?: number;
  /**
   * Objects that are deleted some days after their making, by the beginning of their keys; their old versions go a week later.
   *
   * @default - objects stay
   */
  readonly expirations?: readonly { readonly prefix: string; readonly days: number }[];
  /**
   * Objects can be locked, each by its writer, so that nobody deletes them before their time. Changing this replaces the bucket.
   *
   * @default false
   */
  readonly objectLock?: boolean;
  /**
   * Statements of the bucket policy beside the one that refuses plain HTTP.
   *
   * @default - none
   */
  readonly statements?: readonly Statement[];
  /**
   * Provider of another Region than the stack's.
   *
   * @default - the stack's
   */
  readonly provider?: AwsProvider;
}

/**
 * A bucket that only its account reaches: versioned, encrypted, TLS only, no ACLs, no public access.
 *
 * Creates `aws_s3_bucket` and the resources of its settings in the account and Region of the provider. Guard:
 * `prevent_destroy` where `protect` is set.
 */
export class PrivateBucket extends Construct {
  public readonly bucketName: string;
  public readonly arn: string;
  public readonly dependable: ITerraformDependable;
  /** The bucket and all its settings: whoever writes objects depends on them. */
  public readonly dependables: readonly ITerraformDependable[];
  /** Address -> id for `terraform import`: the bucket's name for all of them. */
  public readonly importIds: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { provider } = props;
    const bucket = new S3Bucket(this, "Resource", {
      bucket: props.bucketName,
      forceDestroy: !props.protect,
      ...(props.objectLock === true ? { objectLockEnabled: true } : {}),
      provider,
      lifecycle: { preventDestroy: props.protect },
    });
    this.bucketName = props.bucketName;
    this.arn = `arn:${props.partition}:s3:::${props.bucketName}`;
    this.dependable = bucket;
    const resources = [bucket, ...encryption(this, bucket, props), ...access(this, bucket, props, this.arn)];
    this.dependables = resources;
    this.importIds = Object.fromEntries(
      resources.map((resource) => [`${resource.terraformResourceType}.${resource.friendlyUniqueId}`, props.bucketName]),
    );
  }
}

function encryption(scope: Construct, bucket: S3Bucket, props: PrivateBucketProps): TerraformResource[] {
  const { provider } = props;
  const versioning = new S3BucketVersioningA(scope, "Versioning", {
    bucket: bucket.id,
    versioningConfiguration: { status: "Enabled" },
    provider,
  });
  const resources: TerraformResource[] = [
    versioning,
    new S3BucketServerSideEncryptionConfigurationA(scope, "Encryption", {
      bucket: bucket.id,
      rule: [encryptionRule(props.key)],
      provider,
    }),
  ];
  const rule = [...leftoverRules(props), ...(props.expirations ?? []).map(expirationRule)];
  if (rule.length > 0) resources.push(lifecycle(scope, { bucket, versioning, rule, provider }));
  return resources;
}

/** The key id is allowed with `aws:kms` only, and bucket keys mean something there only. */
function encryptionRule(key: KeyInUse): S3BucketServerSideEncryptionConfigurationRuleA {
  if (key.type === "awsOwned") return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
    // One data key per bucket and a while, instead of a KMS call per object.
    bucketKeyEnabled: true,
  };
}

function leftoverRules({
  noncurrentVersionDays: noncurrentDays,
}: PrivateBucketProps): S3BucketLifecycleConfigurationRule[] {
  if (noncurrentDays === undefined) return [];
  return [
    {
      id: "expire-leftovers",
      status: "Enabled",
      // An empty filter is the whole bucket.
      filter: [{ prefix: "" }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
      noncurrentVersionExpiration: [{ noncurrentDays }],
    },
  ];
}

const expirationRule = ({ prefix, days }: { readonly prefix: string; readonly days: number }) => ({
  id: `expire-${prefix.replace(/\W+/g, "-").replace(/-$/, "")}`,
  status: "Enabled",
  filter: [{ prefix }],
  expiration: [{ days }],
  // In a bucket with versions an object that ends becomes an old version of itself.
  noncurrentVersionExpiration: [{ noncurrentDays: 7 }],
});

/** The provider waits about 50 s until S3 has answered with the new rules ten times in a row. */
function lifecycle(
  scope: Construct,
  {
    bucket,
    versioning,
    rule,
    provider,
  }: {
    readonly bucket: S3Bucket;
    readonly versioning: S3BucketVersioningA;
    readonly rule: S3BucketLifecycleConfigurationRule[];
    readonly provider: AwsProvider | undefined;
  },
): TerraformResource {
  return new S3BucketLifecycleConfiguration(scope, "Lifecycle", {
    bucket: bucket.id,
    rule,
    provider,
    // S3 refuses rules for noncurrent versions while versioning is being switched on.
    dependsOn: [versioning],
  });
}

function access(scope: Construct, bucket: S3Bucket, props: PrivateBucketProps, arn: string): TerraformResource[] {
  const { provider } = props;
  const publicAccess = new S3BucketPublicAccessBlock(scope, "PublicAccess", {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
    provider,
  });
  const ownership = new S3BucketOwnershipControls(scope, "Ownership", {
    bucket: bucket.id,
    rule: { objectOwnership: "BucketOwnerEnforced" },
    provider,
    dependsOn: [publicAccess],
  });
  const policy = new S3BucketPolicy(scope, "Policy", {
    bucket: bucket.id,
    policy: policyDocument([tlsOnly(arn), ...(props.statements ?? [])]),
    provider,
    // One after the other: S3 answers OperationAborted to settings of a bucket that change at the same time.
    dependsOn: [ownership],
  });
  return [publicAccess, ownership, policy];
}

/** A denial for everybody and every action: what it does not cover is what it protects. */
function tlsOnly(arn: string): Statement {
  return {
    sid: "TlsOnly",
    effect: "Deny",
    principals: { AWS: ["*"] },
    actions: ["s3:*"],
    resources: [arn, `${arn}/*`],
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  };
}
