import type { PolicyGrantPrincipal } from "@aws-sdk/client-datazone";
import type { Properties } from "../../../contracts/control-plane";

/** The members of a grant's properties that say whom it names. */
export type FlatPrincipal = Pick<
  Properties<"PolicyGrant">,
  "principalType" | "principalId" | "projectDesignation" | "includeChildDomainUnits"
>;

/** The request's form. */
export function principalOf(properties: FlatPrincipal): PolicyGrantPrincipal {
  const { principalType, principalId = "", projectDesignation = "CONTRIBUTOR" } = properties;
  switch (principalType) {
    case "USER":
      return { user: { userIdentifier: principalId } };
    case "ALL_USERS":
      return { user: { allUsersGrantFilter: {} } };
    case "GROUP":
      return { group: { groupIdentifier: principalId } };
    case "PROJECT":
      return { project: { projectDesignation, projectIdentifier: principalId } };
    case "PROJECTS_OF_UNIT": {
      const includeChildDomainUnits = properties.includeChildDomainUnits === "true";
      const domainUnitFilter = { domainUnit: principalId, includeChildDomainUnits };
      return { project: { projectDesignation, projectGrantFilter: { domainUnitFilter } } };
    }
    case "OWNERS_OF_UNIT":
      return { domainUnit: { domainUnitDesignation: "OWNER", domainUnitIdentifier: principalId } };
    case "OWNERS_OF_ALL_UNITS":
      return {
        domainUnit: { domainUnitDesignation: "OWNER", domainUnitGrantFilter: { allDomainUnitsGrantFilter: {} } },
      };
  }
}

/** The flat form of what the service returns; nothing where it names a principal in a way that is not known here. */
export function flatPrincipal({ user, group, project, domainUnit }: PolicyGrantPrincipal): FlatPrincipal | undefined {
  if (user?.userIdentifier !== undefined) return { principalType: "USER", principalId: user.userIdentifier };
  if (user?.allUsersGrantFilter !== undefined) return { principalType: "ALL_USERS" };
  if (group?.groupIdentifier !== undefined) return { principalType: "GROUP", principalId: group.groupIdentifier };
  if (project !== undefined) return flatProject(project);
  if (domainUnit?.domainUnitIdentifier !== undefined)
    return { principalType: "OWNERS_OF_UNIT", principalId: domainUnit.domainUnitIdentifier };
  return domainUnit?.domainUnitGrantFilter === undefined ? undefined : { principalType: "OWNERS_OF_ALL_UNITS" };
}

function flatProject(project: NonNullable<PolicyGrantPrincipal["project"]>): FlatPrincipal | undefined {
  const projectDesignation = project.projectDesignation as FlatPrincipal["projectDesignation"];
  if (project.projectIdentifier !== undefined)
    return { principalType: "PROJECT", principalId: project.projectIdentifier, projectDesignation };
  const filter = project.projectGrantFilter?.domainUnitFilter;
  if (filter === undefined) return undefined;
  return {
    principalType: "PROJECTS_OF_UNIT",
    principalId: filter.domainUnit,
    projectDesignation,
    includeChildDomainUnits: filter.includeChildDomainUnits === true ? "true" : "false",
  };
}
