import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Statement } from "../iam-policy";
import { EncryptionKey, stateKeyPolicy } from "../kms-key";
import { PrivateBucket } from "../private-bucket";

/** Properties of {@link StateBucket}. */
export interface StateBucketProps {
  readonly partition: string;
  /** Account that the bucket is in, and whose states it holds. */
  readonly accountId: string;
  readonly region: string;
  /** Name, see `stateBucketName` of `contracts/names`. Changing this replaces the bucket. */
  readonly bucketName: string;
  /** Alias of the key, see `keyAlias` of `contracts/names`. */
  readonly keyAlias: string;
  /** Refuse to destroy bucket and key. Without it a destroy deletes every state in the bucket first. */
  readonly protect: boolean;
}

/**
 * The bucket that holds the Terraform states of an account, and the key that encrypts them.
 *
 * Creates an `aws_kms_key` with alias and a private bucket (see `modules/private-bucket`) in the account itself. Guard:
 * `prevent_destroy` where `protect` is set. Every name is computed, and so are the bucket's import ids: an interrupted
 * bootstrap whose local state is lost can be taken up by `terraform import` (`importIds`; the key's id is found by its
 * alias).
 *
 * Earlier states are kept for good: they are small, and each is a way back.
 *
 * Objects must be encrypted with the bucket's key. Writers that name no encryption get it by default; writers that name
 * another are refused. For the S3 backend that means: no `encrypt = true` without `kms_key_id`, since that sends AES256.
 */
export class StateBucket extends Construct {
  public readonly bucketName: string;
  /** Expression of the key's ARN. */
  public readonly keyArn: string;
  /** ARN of the key's alias: computed, so a backend configuration can name it as `kms_key_id`. */
  public readonly keyAliasArn: string;
  public readonly dependables: readonly ITerraformDependable[];
  /** Address -> id for `terraform import`, of the bucket and its settings. */
  public readonly importIds: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    const key = new EncryptionKey(this, "Key", {
      alias: props.keyAlias,
      description: "Encrypts Terraform states",
      policy: stateKeyPolicy(props),
      protect: props.protect,
    });
    this.keyArn = key.arn;
    this.keyAliasArn = `arn:${props.partition}:kms:${props.region}:${props.accountId}:${props.keyAlias}`;
    const bucket = new PrivateBucket(this, "Bucket", {
      partition: props.partition,
      bucketName: props.bucketName,
      key: key.inUse,
      protect: props.protect,
      statements: wrongEncryption(`arn:${props.partition}:s3:::${props.bucketName}`, [key.arn, this.keyAliasArn]),
    });
    this.bucketName = props.bucketName;
    this.importIds = bucket.importIds;
    this.dependables = [...key.dependables, ...bucket.dependables];
  }
}

/**
 * Refuses uploads that name another algorithm or key. `Null` spares uploads that name none: S3 encrypts those with the
 * bucket's key, and a negated condition alone would match them.
 */
function wrongEncryption(arn: string, keyArns: readonly string[]): Statement[] {
  const upload = {
    effect: "Deny",
    principals: { AWS: ["*"] },
    actions: ["s3:PutObject"],
    resources: [`${arn}/*`],
  } as const;
  const algorithm = "s3:x-amz-server-side-encryption";
  const key = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  return [
    {
      ...upload,
      sid: "RefuseOtherAlgorithms",
      conditions: { Null: { [algorithm]: "false" }, StringNotEquals: { [algorithm]: "aws:kms" } },
    },
    {
      ...upload,
      sid: "RefuseOtherKeys",
      conditions: { Null: { [key]: "false" }, StringNotEquals: { [key]: keyArns } },
    },
  ];
}
