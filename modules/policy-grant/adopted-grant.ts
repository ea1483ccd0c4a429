import type { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";
import { ControlPlaneResource, type Adoption } from "../control-plane-resource";
import { flatPrincipal } from "./flat-principal";
import type { GrantContent } from "./grant-content";

/** A grant that existed before, kept by the control-plane function: the provider cannot import Cloud Control resources. */
export function adoptedGrant(scope: Construct, grant: GrantContent, adoption: Adoption): ITerraformDependable {
  const { entity, policyType, includeChildDomainUnits, projectProfileIds, detailDomainUnitId } = grant;
  if (entity.type === "ASSET_TYPE") throw new Error("grants on asset types are AssetTypeGrant's");
  return new ControlPlaneResource(scope, "Adopted", {
    functionName: adoption.functionName,
    desired: {
      kind: "PolicyGrant",
      key: adoption.ledgerKey,
      adoptId: adoption.id,
      properties: {
        domainId: grant.domainId,
        entityType: entity.type,
        entityIdentifier: entity.identifier,
        policyType,
        ...flatPrincipal(grant.principal),
        ...(includeChildDomainUnits === undefined
          ? {}
          : { detailIncludesChildren: includeChildDomainUnits ? "true" : "false" }),
        ...(projectProfileIds === undefined ? {} : { detailProjectProfileIds: projectProfileIds.join(",") }),
        ...(detailDomainUnitId === undefined ? {} : { detailDomainUnitId }),
      },
    },
    dependsOn: grant.dependsOn,
  }).resource;
}
