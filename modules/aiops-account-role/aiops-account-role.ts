import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AIOPS_NAMES } from "../../contracts/aiops/names";
import { policyDocument } from "../iam-policy";
import { ServiceRole } from "../service-role";
import { accountStatements, type UseCaseHere } from "./account-statements";

export type { UseCaseHere } from "./account-statements";

/** Properties of {@link AiopsAccountRole}. */
export interface AiopsAccountRoleProps {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** Prefix of the names that are ours. Changing this replaces the role. */
  readonly prefix: string;
  /** Account in which the functions of AI operations are, and the roles that they run as; these need not be there yet. */
  readonly hub: { readonly accountId: string; readonly functionRoleArns: readonly string[] };
  /** Bucket of artifacts of this account, and the expression of the ARN of its key. */
  readonly bucket: string;
  readonly keyArn: string;
  readonly useCases: readonly UseCaseHere[];
}

/**
 * Role of an account as which the functions of AI operations act in it: they read what is built here, and register what is promoted to
 * here. They approve nothing that was built here, delete nothing, and reach no project.
 *
 * Creates an `aws_iam_role` with its policy. It trusts the account of the functions for their two roles by a condition, so it can be made
 * before they are, and goes on working when they are made anew.
 */
export class AiopsAccountRole extends Construct {
  public readonly arn: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AiopsAccountRoleProps) {
    super(scope, id);
    const { partition, accountId, prefix, hub } = props;
    const role = new ServiceRole(this, "Role", {
      ...{ partition, accountId },
      name: AIOPS_NAMES.accountRole(prefix),
      path: "/",
      description: "What functions of AI operations may do in this account",
      trust: policyDocument([
        {
          principals: { AWS: [`arn:${partition}:iam::${hub.accountId}:root`] },
          actions: ["sts:AssumeRole"],
          conditions: { ArnEquals: { "aws:PrincipalArn": [...hub.functionRoleArns].sort() } },
        },
      ]),
      inlinePolicies: { Account: policyDocument(accountStatements(props)) },
    });
    this.arn = role.arn;
    this.dependables = role.dependables;
  }
}
