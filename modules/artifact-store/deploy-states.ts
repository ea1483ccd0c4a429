import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AIOPS_NAMES } from "../../contracts/aiops/names";
import { PrivateBucket } from "../private-bucket";

/** Properties of {@link DeployStates}. */
export interface DeployStatesProps {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** Prefix of the names that are ours. Changing this replaces the bucket. */
  readonly prefix: string;
  /** Expression of the ARN of the key that encrypts it. */
  readonly keyArn: string;
  /** Refuse to destroy it. */
  readonly protect: boolean;
}

/** Bucket of the Terraform states that deploy repositories keep, each at `<use case>/<stage>.tfstate`; old versions stay for 90 days. */
export class DeployStates extends Construct {
  public readonly bucketName: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    { partition, accountId, region, prefix, keyArn, protect }: DeployStatesProps,
  ) {
    super(scope, id);
    const bucket = new PrivateBucket(this, "Bucket", {
      partition,
      bucketName: AIOPS_NAMES.deployStates(prefix, accountId, region),
      key: { type: "created", arn: keyArn },
      protect,
      noncurrentVersionDays: 90,
    });
    this.bucketName = bucket.bucketName;
    this.dependables = bucket.dependables;
  }
}
