import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AIOPS_NAMES } from "../../contracts/aiops/names";
import { policyDocument, type Statement } from "../iam-policy";
import { jobBoundaryStatements, type JobBoundaryLimits } from "./job-boundary-statements";
import { useCaseBoundaryStatements, type UseCaseLimits } from "./use-case-boundary-statements";

/** Properties of {@link UseCaseBoundary}. */
export interface BoundaryProps extends UseCaseLimits {
  /** Prefix of the names that are the platform's. */
  readonly prefix: string;
}

/** Properties of {@link JobBoundary}. */
export type JobBoundaryProps = JobBoundaryLimits;

/** Permission boundary: a managed policy that is attached to nobody as a grant. */
abstract class Boundary extends Construct {
  /** Computed from the name: a deploy repository names it before anybody has looked it up. */
  public readonly arn: string;
  public readonly dependables: readonly ITerraformDependable[];

  protected constructor(
    scope: Construct,
    id: string,
    props: {
      readonly partition: string;
      readonly accountId: string;
      readonly name: string;
      readonly description: string;
      readonly statements: readonly Statement[];
    },
  ) {
    super(scope, id);
    const { name, description } = props;
    this.arn = `arn:${props.partition}:iam::${props.accountId}:policy/${name}`;
    this.dependables = [
      new IamPolicy(this, "Resource", { name, description, policy: policyDocument(props.statements) }),
    ];
  }
}

/** Boundary of the roles that deployments of a use case make in an account. Creates an `aws_iam_policy`. */
export class UseCaseBoundary extends Boundary {
  constructor(scope: Construct, id: string, { prefix, ...limits }: BoundaryProps) {
    super(scope, id, {
      ...limits,
      name: AIOPS_NAMES.boundary(prefix, limits.useCase),
      description: `The most that roles may do which deployments of ${limits.useCase} make`,
      statements: useCaseBoundaryStatements(limits),
    });
  }
}

/** Boundary of the roles of a use case's repositories in an account. Creates an `aws_iam_policy`. */
export class JobBoundary extends Boundary {
  constructor(scope: Construct, id: string, limits: JobBoundaryProps) {
    super(scope, id, {
      ...limits,
      name: AIOPS_NAMES.jobBoundary(limits.prefix, limits.useCase),
      description: `The most that jobs of the repositories of ${limits.useCase} may do`,
      statements: jobBoundaryStatements(limits),
    });
  }
}
