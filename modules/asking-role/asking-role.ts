import { Construct } from "constructs";
import { askingRoleName } from "../../contracts/names";
import { ControlPlaneResource } from "../control-plane-resource";
import { addAskingPrincipal, type AskingPlace } from "./asking-principal";

/** Properties of {@link AskingRole}. */
export interface AskingRoleProps extends AskingPlace {
  /** Expression of the id of the project that asks. */
  readonly projectId: string;
  /** Names the ledger entries: `<stage>/<key>` of the project. */
  readonly ledgerKey: string;
}

/**
 * The role as which people act through the governance application in one project: they ask for data for it, publish its assets, and
 * make filters on them. And its membership in that very project.
 *
 * One role for several projects would be a member of some that own data, too, and DataZone takes what a member of the owning project
 * asks for as decided (field evidence, section 7). So each project has its own, which may ask and never decides. The function behind
 * the HTTP API alone acts as it, after it has checked the person's right in the project.
 *
 * Creates an `aws_iam_role` with its policy, and control-plane resources for its group profile and its membership.
 */
export class AskingRole extends Construct {
  constructor(scope: Construct, id: string, props: AskingRoleProps) {
    super(scope, id);
    const { functionName, prefix, domainId, projectId, ledgerKey } = props;
    // Keys of groups and members in a stage file have no slash.
    const askingKey = `${ledgerKey}/asks/role`;
    const { groupId } = addAskingPrincipal(this, { ...props, name: askingRoleName(prefix, projectId), askingKey });
    new ControlPlaneResource(this, "Membership", {
      functionName,
      desired: {
        kind: "ProjectMembership",
        key: askingKey,
        properties: { domainId, projectId, groupIdentifier: groupId, designation: "PROJECT_CONTRIBUTOR" },
      },
    });
  }
}
