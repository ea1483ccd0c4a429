import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { KeyInUse } from "../../contracts/encryption-key";
import { PrivateBucket } from "../private-bucket";

/** Properties of {@link ToolingBucket}. */
export interface ToolingBucketProps {
  readonly partition: string;
  /**
   * Name, see `toolingBucketName` of `contracts/names`; it begins with `amazon-sagemaker-`, the pattern of AWS's
   * provisioning policy. Changing this replaces the bucket.
   */
  readonly bucketName: string;
  /** The account's data key in the same Region. */
  readonly key: KeyInUse;
  /** Refuse to destroy the bucket. Without it a destroy empties the bucket first. */
  readonly protect: boolean;
  /**
   * Days until a version that was overwritten or deleted is gone.
   *
   * @default 90
   */
  readonly noncurrentVersionDays?: number;
  /**
   * Provider of another Region than the stack's.
   *
   * @default - the stack's
   */
  readonly provider?: AwsProvider;
}

/**
 * The bucket in which projects of a hosting account and Region keep their files (`S3Location` of the blueprints).
 *
 * Creates a private bucket (see `modules/private-bucket`) in the hosting account. Guard: `prevent_destroy` where
 * `protect` is set. The data key must exist. Projects reach the bucket by IAM, so its policy has denials only.
 */
export class ToolingBucket extends Construct {
  public readonly bucketName: string;
  public readonly arn: string;
  /** `s3://<bucket>`: the blueprint parameter. Computed, so a plan knows it. */
  public readonly s3Location: `s3://${string}`;
  public readonly dependable: ITerraformDependable;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ToolingBucketProps) {
    super(scope, id);
    if (!props.bucketName.startsWith("amazon-sagemaker")) {
      throw new Error(
        `${this.node.path}: bucket name ${JSON.stringify(props.bucketName)} must begin with amazon-sagemaker, the pattern of AWS's provisioning policy`,
      );
    }
    const bucket = new PrivateBucket(this, "Bucket", {
      ...props,
      noncurrentVersionDays: props.noncurrentVersionDays ?? 90,
    });
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.s3Location = `s3://${bucket.bucketName}`;
    this.dependable = bucket.dependable;
    this.dependables = bucket.dependables;
  }
}
