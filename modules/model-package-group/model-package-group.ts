import { SagemakerModelPackageGroup } from "@cdktf/provider-aws/lib/sagemaker-model-package-group";
import { SagemakerModelPackageGroupPolicy } from "@cdktf/provider-aws/lib/sagemaker-model-package-group-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument } from "../iam-policy";

/** Properties of {@link ModelPackageGroup}. */
export interface ModelPackageGroupProps {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** Name. Changing this replaces the group, which fails while it holds versions. */
  readonly name: string;
  readonly description: string;
  /**
   * Ids of other accounts that read its versions: those to which they are promoted.
   *
   * @default - none
   */
  readonly readerAccountIds?: readonly string[];
  /** Refuse to destroy it. */
  readonly protect: boolean;
}

/**
 * Group of the versions of a use case's model in an account's registry.
 *
 * Creates an `aws_sagemaker_model_package_group`, and a policy where other accounts read it: they look at the group and its versions,
 * and change nothing.
 */
export class ModelPackageGroup extends Construct {
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ModelPackageGroupProps) {
    super(scope, id);
    const { partition, accountId, region, name, readerAccountIds = [] } = props;
    const group = new SagemakerModelPackageGroup(this, "Resource", {
      modelPackageGroupName: name,
      modelPackageGroupDescription: props.description,
      lifecycle: { preventDestroy: props.protect },
    });
    // SageMaker writes the names of groups in small letters in their ARNs.
    const inArn = name.toLowerCase();
    const arn = (resource: string) => `arn:${partition}:sagemaker:${region}:${accountId}:${resource}`;
    const principals = { AWS: readerAccountIds.map((reader) => `arn:${partition}:iam::${reader}:root`) };
    const policy = policyDocument([
      {
        sid: "ReadTheGroup",
        principals,
        actions: ["sagemaker:DescribeModelPackageGroup"],
        resources: [arn(`model-package-group/${inArn}`)],
      },
      {
        sid: "ReadVersions",
        principals,
        actions: ["sagemaker:DescribeModelPackage", "sagemaker:ListModelPackages"],
        resources: [arn(`model-package/${inArn}/*`)],
      },
    ]);
    this.dependables = [
      group,
      ...(readerAccountIds.length === 0
        ? []
        : [
            new SagemakerModelPackageGroupPolicy(this, "Policy", {
              modelPackageGroupName: group.modelPackageGroupName,
              resourcePolicy: policy,
            }),
          ]),
    ];
  }
}
