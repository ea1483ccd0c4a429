import type { Properties } from "../../contracts/control-plane";
import type { GrantPrincipal } from "./principal";

type FlatPrincipal = Pick<
  Properties<"AssetTypeGrant">,
  "principalType" | "principalId" | "projectDesignation" | "includeChildDomainUnits"
>;

/** A principal in the form of the control-plane function, whose create-only values are texts. */
export function flatPrincipal(principal: GrantPrincipal): FlatPrincipal {
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
