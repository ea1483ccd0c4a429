import { Construct } from "constructs";
import { ControlPlaneResource } from "../control-plane-resource";

/** Properties of {@link ProjectJobMember}. */
export interface ProjectJobMemberProps {
  /** Name of the control-plane function of the account that owns the domain. */
  readonly functionName: string;
  readonly domainId: string;
  /** Expression of the id of the project. */
  readonly projectId: string;
  /** Role of the jobs, in whichever account; it must be there. */
  readonly roleArn: string;
  /** Names the ledger entries; it has a slash more than keys of groups and members have. */
  readonly ledgerKey: string;
}

/**
 * Role of a repository's jobs as a contributor of its project, in the account that owns the domain.
 *
 * Creates control-plane resources for the role's group profile and its membership.
 */
export class ProjectJobMember extends Construct {
  constructor(scope: Construct, id: string, props: ProjectJobMemberProps) {
    super(scope, id);
    const { functionName, domainId, projectId, roleArn, ledgerKey } = props;
    const group = new ControlPlaneResource(this, "Group", {
      functionName,
      desired: { kind: "GroupProfile", key: ledgerKey, properties: { domainId, rolePrincipalArn: roleArn } },
    });
    new ControlPlaneResource(this, "Membership", {
      functionName,
      desired: {
        kind: "ProjectMembership",
        key: ledgerKey,
        properties: { domainId, projectId, groupIdentifier: group.id, designation: "PROJECT_CONTRIBUTOR" },
      },
    });
  }
}
