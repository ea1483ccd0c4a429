import type { PolicyGrantPrincipal } from "@aws-sdk/client-datazone";
import { accessDenied } from "../../../errors";
import type { Call } from "../../../service";
import { notPermitted } from "../access";
import { unitAndAncestors } from "../domain-units";
import type { Domain, Membership, Project } from "../model";
import { callerAsMember, sameMember } from "../principals";
import { projectOf } from "../projects";

/** Policies that let members of a project make vocabulary in its unit. */
export type VocabularyPolicy = "CREATE_GLOSSARY" | "CREATE_FORM_TYPE" | "CREATE_ASSET_TYPE";

/** Designations of members that a grant to projects is about. */
const DESIGNATIONS: Readonly<Record<string, string>> = {
  PROJECT_OWNER: "OWNER",
  PROJECT_CONTRIBUTOR: "CONTRIBUTOR",
  PROJECT_CATALOG_STEWARD: "PROJECT_CATALOG_STEWARD",
};

/** Refuses who is no member of the project that owns, or is to own, something. */
export function authorizeMembership(domain: Domain, projectId: string | undefined, call: Call): Membership {
  const project = projectOf(domain, projectId, call);
  const caller = callerAsMember(domain, call);
  const membership = project.memberships.find(({ member }) => sameMember(member, caller));
  if (membership === undefined || DESIGNATIONS[membership.designation] === undefined)
    throw accessDenied(notPermitted(call));
  return membership;
}

/** Refuses the creation of vocabulary by who is no member of the project, or whose project was not granted it. */
export function authorizeCreation(domain: Domain, projectId: string | undefined, policy: VocabularyPolicy, call: Call) {
  const membership = authorizeMembership(domain, projectId, call);
  const project = projectOf(domain, projectId, call);
  const [own, ...above] = unitAndAncestors(domain, project.domainUnitId).map(({ id }) => id);
  const granted = domain.grants.some((grant) => {
    if (grant.entityType !== "DOMAIN_UNIT" || grant.policyType !== policy) return false;
    const detail = Object.values(grant.detail)[0] as { includeChildDomainUnits?: boolean } | undefined;
    const holds =
      grant.entityIdentifier === own ||
      (detail?.includeChildDomainUnits === true && above.includes(grant.entityIdentifier));
    return holds && reaches(grant.principal, project, membership, [own, ...above]);
  });
  if (!granted) throw accessDenied(notPermitted(call));
}

function reaches(
  { user, group, project: members }: PolicyGrantPrincipal,
  project: Project,
  { member, designation }: Membership,
  units: readonly string[],
): boolean {
  if (user !== undefined) return user.allUsersGrantFilter !== undefined || user.userIdentifier === member.profileId;
  if (group !== undefined) return group.groupIdentifier === member.profileId;
  if (members === undefined || !covers(members.projectDesignation, designation)) return false;
  if (members.projectIdentifier !== undefined) return members.projectIdentifier === project.id;
  const filter = members.projectGrantFilter?.domainUnitFilter;
  if (filter?.domainUnit === undefined) return false;
  return (
    filter.domainUnit === units[0] || (filter.includeChildDomainUnits === true && units.includes(filter.domainUnit))
  );
}

/** A grant to contributors holds for owners, too. */
function covers(granted: string | undefined, designation: string): boolean {
  const own = DESIGNATIONS[designation];
  return granted === own || (granted === "CONTRIBUTOR" && own === "OWNER");
}
