import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../iam-policy";
import { ServiceRole } from "../service-role";
import { repositoryTrust, type JobIdentity } from "./repository-trust";

/** Properties of {@link RepositoryRole}. */
export interface RepositoryRoleProps {
  /** Name, at most 64 characters. Changing this replaces the role. */
  readonly name: string;
  readonly description: string;
  /** Jobs that get it. */
  readonly job: JobIdentity;
  readonly statements: readonly Statement[];
  /** ARN of the boundary, which the role cannot take off itself: {@link JobBoundary}. */
  readonly boundaryArn: string;
  /** Boundary and identity provider, which a role names by their ARNs. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Role that the jobs of one repository exchange their identity token for, in one environment: no key is stored anywhere.
 *
 * Creates an `aws_iam_role` with its policy. Sessions last an hour at most, which is IAM's default.
 */
export class RepositoryRole extends Construct {
  public readonly arn: string;
  public readonly name: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: RepositoryRoleProps) {
    super(scope, id);
    const { partition, accountId } = props.job;
    const role = new ServiceRole(this, "Role", {
      ...{ partition, accountId },
      name: props.name,
      path: "/",
      description: props.description,
      trust: repositoryTrust(props.job),
      permissionsBoundaryArn: props.boundaryArn,
      inlinePolicies: { Jobs: policyDocument(props.statements) },
      dependsOn: props.dependsOn,
    });
    this.arn = role.arn;
    this.name = role.name;
    this.dependables = role.dependables;
  }
}
