import { Construct } from "constructs";
import type { Properties } from "../../contracts/control-plane";
import { ControlPlaneResource } from "../control-plane-resource";
import type { GrantPrincipal } from "./principal";

/** Properties of {@link AssetTypeGrant}; a change of any of them replaces the grant. */
export interface AssetTypeGrantProps {
  readonly functionName: string;
  /** Names the ledger entry: `<stage>/<key>`. */
  readonly ledgerKey: string;
  readonly domainId: string;
  readonly assetTypeId: string;
  /** Unit whose projects are meant. */
  readonly domainUnitId: string;
  readonly principal: GrantPrincipal;
}

/**
 * One grant of USE_ASSET_TYPE, in the account that owns the domain.
 *
 * Creates a control-plane resource: `AWS::DataZone::PolicyGrant` does not know this policy, and the AWS provider's
 * `aws_datazone_policy_grant` exists from 6.66 only.
 */
export class AssetTypeGrant extends Construct {
  constructor(scope: Construct, id: string, props: AssetTypeGrantProps) {
    super(scope, id);
    const { domainId, assetTypeId, domainUnitId } = props;
    new ControlPlaneResource(this, "Resource", {
      functionName: props.functionName,
      desired: {
        kind: "AssetTypeGrant",
        key: props.ledgerKey,
        properties: { domainId, assetTypeId, domainUnitId, ...flatPrincipal(props.principal) },
      },
    });
  }
}

type FlatPrincipal = Pick<
  Properties<"AssetTypeGrant">,
  "principalType" | "principalId" | "projectDesignation" | "includeChildDomainUnits"
>;

function flatPrincipal(principal: GrantPrincipal): FlatPrincipal {
  if ("userId" in principal) return { principalType: "USER", principalId: principal.userId };
  if ("allUsers" in principal) return { principalType: "ALL_USERS" };
  if ("groupId" in principal) return { principalType: "GROUP", principalId: principal.groupId };
  if ("domainUnit" in principal) {
    const { domainUnitId } = principal.domainUnit;
    return domainUnitId === undefined
      ? { principalType: "OWNERS_OF_ALL_UNITS" }
      : { principalType: "OWNERS_OF_UNIT", principalId: domainUnitId };
  }
  const { designation: projectDesignation, projectId, domainUnitId, includeChildDomainUnits } = principal.project;
  if (projectId !== undefined) return { principalType: "PROJECT", principalId: projectId, projectDesignation };
  return {
    principalType: "PROJECTS_OF_UNIT",
    principalId: domainUnitId,
    projectDesignation,
    includeChildDomainUnits: includeChildDomainUnits === true ? "true" : "false",
  };
}
