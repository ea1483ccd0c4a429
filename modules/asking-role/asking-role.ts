import { Construct } from "constructs";
import { ASKING_PERMISSIONS } from "../../contracts/application/permissions";
import { DOMAIN_KEY_PERMISSIONS } from "../../contracts/control-plane/permissions";
import { applicationRoleName, askingRoleName } from "../../contracts/names";
import { ControlPlaneResource } from "../control-plane-resource";
import { policyDocument, regionalService, type Statement } from "../iam-policy";
import { ServiceRole } from "../service-role";

/** Properties of {@link AskingRole}. */
export interface AskingRoleProps {
  readonly functionName: string;
  readonly partition: string;
  /** Account that owns the domain. */
  readonly accountId: string;
  /** Region of the domain. */
  readonly region: string;
  /** Prefix of the names that are ours. Changing this replaces everything. */
  readonly prefix: string;
  readonly domainId: string;
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
    const { functionName, partition, accountId, prefix, domainId, projectId, ledgerKey } = props;
    // Keys of groups and members in a stage file have no slash.
    const askingKey = `${ledgerKey}/asks/role`;
    const role = new ServiceRole(this, "Role", {
      partition,
      accountId,
      name: askingRoleName(prefix, projectId),
      path: "/",
      description: "Asks for data in the name of a project, for the governance application",
      trust: policyDocument([
        {
          principals: { AWS: [`arn:${partition}:iam::${accountId}:role/${applicationRoleName(prefix, "api")}`] },
          actions: ["sts:AssumeRole"],
        },
      ]),
      inlinePolicies: { Asks: policyDocument(statements(props)) },
    });
    const group = new ControlPlaneResource(this, "Group", {
      functionName,
      desired: { kind: "GroupProfile", key: askingKey, properties: { domainId, rolePrincipalArn: role.arn } },
      // The service takes a group for a role that exists only.
      dependsOn: [...role.dependables],
    });
    new ControlPlaneResource(this, "Membership", {
      functionName,
      desired: {
        kind: "ProjectMembership",
        key: askingKey,
        properties: { domainId, projectId, groupIdentifier: group.id, designation: "PROJECT_CONTRIBUTOR" },
      },
    });
  }
}

function statements({ partition, region, accountId }: AskingRoleProps): Statement[] {
  return [
    // `*`: what is in a domain has no ARN; the service itself decides by memberships.
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondatazone.html
    { sid: "Requests", actions: [...ASKING_PERMISSIONS.datazone, ...ASKING_PERMISSIONS.reads], resources: ["*"] },
    { sid: "NeverDecides", effect: "Deny", actions: ASKING_PERMISSIONS.denied, resources: ["*"] },
    {
      sid: "DomainKey",
      actions: DOMAIN_KEY_PERMISSIONS.everyKind,
      // `*`: which key encrypts the domain is not known to the layer.
      resources: [`arn:${partition}:kms:${region}:${accountId}:key/*`],
      conditions: { StringEquals: { "kms:ViaService": regionalService({ partition, region }, "datazone") } },
    },
  ];
}
