import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { SERVICE_ROLE_PATH } from "../../contracts/names";
import { managedPolicyArn } from "../iam-policy";

/** IAM's limit for names of roles. */
const MAX_NAME_LENGTH = 64;

/** Properties of {@link ServiceRole}. */
export interface ServiceRoleProps {
  readonly partition: string;
  /** Account that the role lives in: part of the computed ARN. */
  readonly accountId: string;
  /** Name, at most 64 characters; it may hold an expression. Changing this replaces the role. */
  readonly name: string;
  readonly description: string;
  /** Trust policy, see `serviceTrust` of `modules/iam-policy`. */
  readonly trust: string;
  /**
   * Policies that AWS manages, by name with path: `service-role/SageMakerStudioQueryExecutionRolePolicy`.
   *
   * @default - none
   */
  readonly managedPolicies?: readonly string[];
  /**
   * Inline policies: documents by name. The names become construct ids: PascalCase.
   *
   * @default - none
   */
  readonly inlinePolicies?: Readonly<Record<string, string>>;
  /**
   * Path. Changing this replaces the role.
   *
   * @default "/service-role/", the path that the PassRole conditions of AWS's policies name
   */
  readonly path?: string;
  /** @default - none */
  readonly permissionsBoundaryArn?: string;
  /**
   * Things that must be there before the role: those that it names by their computed ARNs, such as its boundary.
   *
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A role that AWS services assume.
 *
 * Creates an `aws_iam_role`, an `aws_iam_role_policy_attachment` per managed policy and an `aws_iam_role_policy` per
 * inline policy, in the account of the stack's provider. Policies that others attach stay as they are.
 */
export class ServiceRole extends Construct {
  /** The role's ARN, computed from its name: a plan knows it before the role exists. */
  public readonly arn: string;
  public readonly name: string;
  /** The role and its policies: whatever uses the role depends on them. */
  public readonly dependables: readonly ITerraformDependable[];
  /** The role alone. */
  public readonly dependable: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const path = props.path ?? SERVICE_ROLE_PATH;
    assertName(this, props.name);
    const role = new IamRole(this, "Resource", {
      name: props.name,
      path,
      description: props.description,
      assumeRolePolicy: props.trust,
      permissionsBoundary: props.permissionsBoundaryArn,
      ...(props.dependsOn === undefined ? {} : { dependsOn: [...props.dependsOn] }),
    });
    this.name = props.name;
    this.arn = `arn:${props.partition}:iam::${props.accountId}:role${path}${props.name}`;
    this.dependable = role;
    this.dependables = [role, ...attachManaged(this, role, props), ...attachInline(this, role, props)];
  }
}

function assertName(role: ServiceRole, name: string): void {
  // The length of an expression is known to Terraform only; IAM refuses what is too long.
  if (name.includes("${") || name.length <= MAX_NAME_LENGTH) return;
  throw new Error(
    `${role.node.path}: role name ${JSON.stringify(name)} has ${name.length} characters; IAM allows ${MAX_NAME_LENGTH}`,
  );
}

function attachManaged(scope: Construct, role: IamRole, props: ServiceRoleProps): ITerraformDependable[] {
  const parent = new Construct(scope, "ManagedPolicies");
  return (props.managedPolicies ?? []).map((policy) => {
    const id = policy.slice(policy.lastIndexOf("/") + 1);
    return new IamRolePolicyAttachment(parent, id, {
      role: role.name,
      policyArn: managedPolicyArn(props.partition, policy),
    });
  });
}

function attachInline(scope: Construct, role: IamRole, props: ServiceRoleProps): ITerraformDependable[] {
  const parent = new Construct(scope, "InlinePolicies");
  return Object.entries(props.inlinePolicies ?? {}).map(
    ([name, policy]) => new IamRolePolicy(parent, name, { name, role: role.name, policy }),
  );
}
