import { DataAwsIamRoles } from "@cdktf/provider-aws/lib/data-aws-iam-roles";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../iam-policy";

/** Properties of {@link ProjectJobs}. */
export interface ProjectJobsProps {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  readonly useCase: string;
  /** Name of the policy. */
  readonly policyName: string;
  /** Expression of the id of the project; it is known while planning. */
  readonly projectId: string;
  readonly bucket: string;
  /** Expression of the ARN of the bucket's key. */
  readonly keyArn: string;
  /** Name of the group in which jobs register versions. @default - none: a data pipeline */
  readonly group?: string;
  /** Name of the use case's repository of images. @default - none */
  readonly images?: string;
}

/**
 * Lets jobs of a use case's build reach what is the use case's in the account: they run as the role of the project's members, which the
 * service makes and whose name ends in the id of the project's Tooling environment.
 *
 * Creates an `aws_iam_role_policy` for each role of the project that a data source finds while planning: none before the project is
 * deployed, so the layer `projects` comes first. A role that the service makes anew gets its policy with the next apply.
 */
export class ProjectJobs extends Construct {
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ProjectJobsProps) {
    super(scope, id);
    const roles = new DataAwsIamRoles(this, "Roles", { nameRegex: `^datazone_usr_role_${props.projectId}_` });
    const policy = new IamRolePolicy(this, "Policy", {
      name: props.policyName,
      role: "${each.value}",
      policy: policyDocument(statements(props)),
    });
    // CDKTF's iterators are tokens; the set is text.
    policy.addOverride("for_each", `\${data.aws_iam_roles.${roles.friendlyUniqueId}.names}`);
    this.dependables = [policy];
  }
}

function statements({
  partition,
  accountId,
  region,
  useCase,
  bucket,
  keyArn,
  ...props
}: ProjectJobsProps): Statement[] {
  const { projectId, group, images } = props;
  const arn = `arn:${partition}:s3:::${bucket}`;
  const own = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  return [
    {
      sid: "Artifacts",
      actions: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
      resources: [`${arn}/${useCase}/*`],
    },
    {
      sid: "ListArtifacts",
      actions: ["s3:ListBucket"],
      resources: [arn],
      conditions: { StringLike: { "s3:prefix": `${useCase}/*` } },
    },
    { sid: "ArtifactKey", actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], resources: [keyArn] },
    {
      sid: "PassRoles",
      actions: ["iam:PassRole"],
      // Its own: steps of a pipeline run as the role of the pipeline.
      resources: [`arn:${partition}:iam::${accountId}:role/datazone_usr_role_${projectId}_*`],
      conditions: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
    ...(group === undefined ? [] : registering(own("sagemaker", `model-package/${group.toLowerCase()}/*`))),
    ...(images === undefined
      ? []
      : [
          {
            sid: "PullImages",
            actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            resources: [own("ecr", `repository/${images}`)],
          },
        ]),
  ];
}

/** Versions are registered as pending: to approve one is a person's. */
function registering(versions: string): Statement[] {
  return [
    {
      sid: "RegisterVersions",
      actions: ["sagemaker:CreateModelPackage"],
      resources: [versions],
      conditions: { StringEquals: { "sagemaker:ModelApprovalStatus": "PendingManualApproval" } },
    },
    { sid: "ReadVersions", actions: ["sagemaker:DescribeModelPackage"], resources: [versions] },
  ];
}
