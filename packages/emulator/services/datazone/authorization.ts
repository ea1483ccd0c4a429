import type { PolicyGrantPrincipal } from "@aws-sdk/client-datazone";
import { accessDenied, validationError } from "../../errors";
import type { Call } from "../../service";
import { notPermitted } from "./access";
import { unitAndAncestors } from "./domain-units";
import type { Domain, Member, PolicyGrant, Project } from "./model";
import { callerAsMember, resolveMember, sameMember } from "./principals";

/** Tells whether a grant's user or group principal is this member. */
function namesMember(domain: Domain, principal: PolicyGrantPrincipal, member: Member): boolean {
  if (principal.user && "allUsersGrantFilter" in principal.user && principal.user.allUsersGrantFilter) return true;
  const named = principal.user?.userIdentifier
    ? { userIdentifier: principal.user.userIdentifier }
    : principal.group?.groupIdentifier
      ? { groupIdentifier: principal.group.groupIdentifier }
      : undefined;
  if (!named) return false;
  try {
    return sameMember(resolveMember(domain, named), member);
  } catch {
    return false; // the grant names a principal without a profile
  }
}

/** The grants of a policy that hold in a unit: its own, and those of ancestors that include their children. */
function grantsHoldingIn(domain: Domain, unitId: string, policyType: PolicyGrant["policyType"]): PolicyGrant[] {
  const [own, ...ancestors] = unitAndAncestors(domain, unitId).map((unit) => unit.id);
  return domain.grants.filter((grant) => {
    if (grant.entityType !== "DOMAIN_UNIT" || grant.policyType !== policyType) return false;
    const detail = Object.values(grant.detail)[0] as { includeChildDomainUnits?: boolean } | undefined;
    const inherited = detail?.includeChildDomainUnits === true && ancestors.includes(grant.entityIdentifier);
    return grant.entityIdentifier === own || inherited;
  });
}

/** Owners of a unit or of one above it are taken to need no grant in it (assumed). */
function ownsUnit(domain: Domain, unitId: string, member: Member): boolean {
  return unitAndAncestors(domain, unitId).some((unit) => unit.owners.some((owner) => sameMember(owner, member)));
}

/** CREATE_PROJECT_FROM_PROJECT_PROFILE for the caller, in the unit, for the profile. */
export function authorizeProjectCreation(domain: Domain, unitId: string, profileId: string | undefined, call: Call) {
  const caller = callerAsMember(domain, call);
  if (ownsUnit(domain, unitId, caller) || profileId === undefined) return;
  const granted = grantsHoldingIn(domain, unitId, "CREATE_PROJECT_FROM_PROJECT_PROFILE").some((grant) => {
    const profiles = grant.detail.createProjectFromProjectProfile?.projectProfiles;
    return (!profiles?.length || profiles.includes(profileId)) && namesMember(domain, grant.principal, caller);
  });
  if (!granted) throw accessDenied(notPermitted(call));
}

/**
 * ADD_TO_PROJECT_MEMBER_POOL must hold in the project's unit and in every unit above it
 * (aws/modern-data-architecture-accelerator#39; docs/pitfalls.md, 26).
 */
export function authorizeMember(domain: Domain, unitId: string, member: Member): void {
  for (const unit of unitAndAncestors(domain, unitId)) {
    const grants = grantsHoldingIn(domain, unit.id, "ADD_TO_PROJECT_MEMBER_POOL");
    if (!grants.some((grant) => namesMember(domain, grant.principal, member)))
      throw validationError(
        `${member.type} ${member.profileId} is not in the project member pool of domain unit ${unit.id} (${unit.name}): ADD_TO_PROJECT_MEMBER_POOL is not granted`,
      );
  }
}

/** CREATE_ENVIRONMENT_FROM_BLUEPRINT on `<account>:<blueprint>` for the project. */
export function mayUseBlueprint(domain: Domain, project: Project, account: string, blueprintId: string): boolean {
  const units = unitAndAncestors(domain, project.domainUnitId).map((unit) => unit.id);
  return domain.grants.some((grant) => {
    const { entityIdentifier, policyType, principal } = grant;
    if (policyType !== "CREATE_ENVIRONMENT_FROM_BLUEPRINT" || entityIdentifier !== `${account}:${blueprintId}`)
      return false;
    const filter = principal.project?.projectGrantFilter?.domainUnitFilter;
    if (principal.project?.projectIdentifier !== undefined) return principal.project.projectIdentifier === project.id;
    if (!filter?.domainUnit) return false;
    return (
      units[0] === filter.domainUnit || (filter.includeChildDomainUnits === true && units.includes(filter.domainUnit))
    );
  });
}
