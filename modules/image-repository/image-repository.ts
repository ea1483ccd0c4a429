import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument } from "../iam-policy";

/** Properties of {@link ImageRepository}. */
export interface ImageRepositoryProps {
  readonly partition: string;
  /** Name. Changing this replaces the repository, with its images. */
  readonly name: string;
  /** Expression of the ARN of the key that encrypts it. */
  readonly keyArn: string;
  /** Other accounts that pull, each with the beginning of the names of the roles that do. */
  readonly pullers: readonly { readonly accountId: string; readonly rolePrefix: string }[];
  /** Refuse to destroy it. Without it a destroy deletes its images. */
  readonly protect: boolean;
}

/**
 * Repository of container images of a use case, in the account in which it is built. A tag keeps its image for good.
 *
 * Creates an `aws_ecr_repository`, and a policy where other accounts pull.
 */
export class ImageRepository extends Construct {
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { partition, name, keyArn, pullers, protect }: ImageRepositoryProps) {
    super(scope, id);
    const repository = new EcrRepository(this, "Resource", {
      name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: keyArn }],
      forceDelete: !protect,
      lifecycle: { preventDestroy: protect },
    });
    const roles = pullers.map(({ accountId, rolePrefix }) => `arn:${partition}:iam::${accountId}:role/${rolePrefix}*`);
    const policy = policyDocument([
      {
        sid: "PullForTheStages",
        principals: { AWS: pullers.map(({ accountId }) => `arn:${partition}:iam::${accountId}:root`) },
        actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        conditions: { ArnLike: { "aws:PrincipalArn": roles } },
      },
    ]);
    this.dependables = [
      repository,
      ...(pullers.length === 0
        ? []
        : [new EcrRepositoryPolicy(this, "Policy", { repository: repository.name, policy })]),
    ];
  }
}
