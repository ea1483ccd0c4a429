import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { READ_QUALIFIER, WRITE_QUALIFIER } from "../../contracts/control-plane";
import {
  controlPlaneFunctionName,
  controlPlaneRoleName,
  ledgerPrefix,
  LEDGER_PREFIX_VARIABLE,
} from "../../contracts/names";
import type { FunctionCode } from "../function-code";
import { CodeFunction } from "../lambda-function";
import { controlPlaneStatements, type ControlPlanePermissions } from "./permissions";

export type { ControlPlaneTask } from "./permissions";

/** Properties of {@link ControlPlaneFunction}. */
export interface ControlPlaneFunctionProps extends ControlPlanePermissions {
  /** Code that `bundleFunction("control-plane")` of `modules/function-code` returns. */
  readonly code: FunctionCode;
  /**
   * Days that log lines are kept.
   *
   * @default 90
   */
  readonly logRetentionDays?: number;
}

/**
 * The function through which Terraform manages what DataZone alone knows, one per account.
 *
 * Creates, in the account itself and the domain's Region, the function with its role and log group, and two aliases of
 * the published version: whoever may invoke `read` only can plan but not write. Needs nothing else: the domain comes
 * later, so the role's policy names the domains of the governance account and not one of them.
 */
export class ControlPlaneFunction extends Construct {
  public readonly functionName: string;
  public readonly functionArn: string;
  public readonly roleArn: string;
  /** Function, aliases, role and log group. */
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ControlPlaneFunctionProps) {
    super(scope, id);
    const lambda = new CodeFunction(this, "Function", {
      partition: props.partition,
      accountId: props.accountId,
      region: props.domainRegion,
      functionName: controlPlaneFunctionName(props.prefix),
      roleName: controlPlaneRoleName(props.prefix),
      description: "Manages SageMaker Unified Studio objects for Terraform",
      code: props.code,
      statements: controlPlaneStatements(props),
      environment: { [LEDGER_PREFIX_VARIABLE]: ledgerPrefix(props.prefix) },
      // A project waits for its environments: Lambda's maximum.
      timeoutSeconds: 900,
      memoryMiB: 512,
      logRetentionDays: props.logRetentionDays ?? 90,
      publish: true,
    });
    const aliases = [READ_QUALIFIER, WRITE_QUALIFIER].map(
      (name) =>
        new LambdaAlias(this, name === READ_QUALIFIER ? "Read" : "Write", {
          name,
          functionName: lambda.resource.functionName,
          functionVersion: lambda.resource.version,
        }),
    );
    this.functionName = lambda.functionName;
    this.functionArn = lambda.functionArn;
    this.roleArn = lambda.roleArn;
    this.dependables = [...aliases, ...lambda.dependables];
  }
}
