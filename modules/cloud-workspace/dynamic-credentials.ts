import { Variable } from "@cdktf/provider-tfe/lib/variable";
import { VariableSet } from "@cdktf/provider-tfe/lib/variable-set";
import { WorkspaceVariableSet } from "@cdktf/provider-tfe/lib/workspace-variable-set";
import { Construct } from "constructs";
import { attributeOf } from "../expression";
import type { CloudWorkspace } from "./cloud-workspace";

/** Environment variables by which a run exchanges its identity token for AWS credentials. */
const CREDENTIAL_VARIABLES = {
  enabled: "TFC_AWS_PROVIDER_AUTH",
  runRole: "TFC_AWS_RUN_ROLE_ARN",
  planRole: "TFC_AWS_PLAN_ROLE_ARN",
  applyRole: "TFC_AWS_APPLY_ROLE_ARN",
  audience: "TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE",
} as const;

/** Properties of {@link DynamicCredentials}. */
export interface DynamicCredentialsProps {
  readonly organization: string;
  /** Name of the variable set, unique in the organization. */
  readonly name: string;
  readonly description: string;
  /** Role of runs where neither of the others applies. */
  readonly runRoleArn: string;
  /** @default - runRoleArn */
  readonly planRoleArn?: string;
  /** @default - runRoleArn */
  readonly applyRoleArn?: string;
  /** @default - aws.workload.identity */
  readonly audience?: string;
}

/**
 * Short-lived AWS credentials for workspaces: Terraform Cloud exchanges each run's identity token for those of a role. No key
 * is stored anywhere.
 *
 * Creates a `tfe_variable_set` with a `tfe_variable` per setting; `give` attaches it to a workspace. The roles must exist, and
 * trust the OIDC provider of Terraform Cloud. Agents must be of version 1.7 or later.
 */
export class DynamicCredentials extends Construct {
  private readonly variableSetId: string;

  constructor(scope: Construct, id: string, props: DynamicCredentialsProps) {
    super(scope, id);
    const { organization, name, description } = props;
    const set = new VariableSet(this, "Resource", { organization, name, description, global: false });
    this.variableSetId = attributeOf(set, "id");
    const variables: readonly (readonly [string, string, string | undefined])[] = [
      ["Enabled", CREDENTIAL_VARIABLES.enabled, "true"],
      ["RunRole", CREDENTIAL_VARIABLES.runRole, props.runRoleArn],
      ["PlanRole", CREDENTIAL_VARIABLES.planRole, props.planRoleArn ?? props.runRoleArn],
      ["ApplyRole", CREDENTIAL_VARIABLES.applyRole, props.applyRoleArn ?? props.runRoleArn],
      ["Audience", CREDENTIAL_VARIABLES.audience, props.audience],
    ];
    const parent = new Construct(this, "Variables");
    for (const [variable, key, value] of variables) {
      if (value === undefined) continue;
      new Variable(parent, variable, { variableSetId: this.variableSetId, category: "env", key, value });
    }
  }

  /** Lets runs of a workspace use them. */
  public give(workspace: CloudWorkspace): void {
    new WorkspaceVariableSet(workspace, "Credentials", {
      variableSetId: this.variableSetId,
      workspaceId: workspace.workspaceId,
    });
  }
}
