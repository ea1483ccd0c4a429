import type { Construct } from "constructs";
import { ASKING_PERMISSIONS } from "../../contracts/application/permissions";
import { DOMAIN_KEY_PERMISSIONS } from "../../contracts/control-plane/permissions";
import { applicationRoleName } from "../../contracts/names";
import { ControlPlaneResource } from "../control-plane-resource";
import { policyDocument, regionalService, type Statement } from "../iam-policy";
import { ServiceRole } from "../service-role";

/** Account and domain of roles that ask for data. */
export interface AskingPlace {
  readonly functionName: string;
  readonly partition: string;
  /** Account that owns the domain. */
  readonly accountId: string;
  /** Region of the domain. */
  readonly region: string;
  /** Prefix of the names that are ours. Changing this replaces everything. */
  readonly prefix: string;
  readonly domainId: string;
}

/** A role that asks for data: its name, and the key of its entries in the ledger. */
interface AskingPrincipalProps extends AskingPlace {
  readonly name: string;
  readonly askingKey: string;
}

/** Adds a role that asks for data and never decides, and its group profile, by which it is a member of projects. */
export function addAskingPrincipal(
  scope: Construct,
  props: AskingPrincipalProps,
): { readonly arn: string; readonly groupId: string } {
  const { functionName, partition, accountId, prefix, name, askingKey, domainId } = props;
  const role = new ServiceRole(scope, "Role", {
    partition,
    accountId,
    name,
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
  const group = new ControlPlaneResource(scope, "Group", {
    functionName,
    desired: { kind: "GroupProfile", key: askingKey, properties: { domainId, rolePrincipalArn: role.arn } },
    // The service takes a group for a role that exists only.
    dependsOn: [...role.dependables],
  });
  return { arn: role.arn, groupId: group.id };
}

function statements({ partition, region, accountId }: AskingPlace): Statement[] {
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
