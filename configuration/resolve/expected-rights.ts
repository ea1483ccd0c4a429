import { APPLICATION_GROUPS, askingRolePrefix, controlPlaneRoleName } from "../../contracts/names";
import type { ExpectedProject, ExpectedRights, ExpectedUnit } from "../../governance/rights";
import type { Project, Stage } from "../model";
import { DESIGNATIONS } from "./application-group";

type Domain = Stage["domain"];
type Principal = { readonly user: string } | { readonly group: string };

/**
 * Rights that the files of all stages of a domain give. Standing projects of other stages are in the same domain, and count, too.
 *
 * @param all - All stages of the organization.
 */
export function expectedRights(stage: Stage, all: readonly Stage[]): ExpectedRights {
  const stages = all.filter(({ domainStage }) => domainStage === stage.domainStage);
  const { namePrefix } = stage.environment.organization;
  const platform = stages.flatMap(({ environment: { access } }) => [access.deployRoleName, access.planRoleName ?? []]);
  return {
    projects: [...stages.flatMap(projectsOf), ...stages.flatMap(ownerOfVocabulary)],
    units: unitsOf(stage.domain, stage.domainStage),
    platform: [...new Set([...platform.flat(), controlPlaneRoleName(namePrefix)])].map(
      (name) => `arn:*:iam::*:role/${name.split("/").at(-1)}`,
    ),
    ...(stage.application?.api === undefined
      ? {}
      : { askingRoles: `arn:*:iam::*:role/${askingRolePrefix(namePrefix)}` }),
    targetWriters: stage.application?.rights?.targetWriters ?? [],
  };
}

function projectsOf({ name: stage, projects, domain }: Stage): ExpectedProject[] {
  return Object.values(projects).map(({ key, name, members }) => ({
    path: `projects.${key}`,
    stage,
    name,
    members: expectedMembers(members, domain),
  }));
}

/** The project that is made for the vocabulary; the function of the reports is a member of it, too. */
function ownerOfVocabulary({ name: stage, catalog, domain, application }: Stage): ExpectedProject[] {
  if (catalog === undefined || !("create" in catalog.owner)) return [];
  const { name, members } = catalog.owner.create;
  const reports = { group: APPLICATION_GROUPS.reports, designation: DESIGNATIONS.reports };
  const all = application === undefined ? members : { ...members, [APPLICATION_GROUPS.reports]: reports };
  return [{ path: "catalog.owner.create", stage, name, members: expectedMembers(all, domain) }];
}

function expectedMembers(members: Project["members"], domain: Domain): ExpectedProject["members"] {
  return Object.values(members).map(({ designation, ...principal }) => ({
    identifier: identifierOf(principal, domain),
    designation,
  }));
}

function unitsOf(domain: Domain, stage: string): ExpectedUnit[] {
  return Object.entries(domain.units).map(([key, { owners }]) => ({
    path: `domain.units.${key}`,
    stage,
    unit: unitPath(key, domain),
    owners: Object.values(owners).map((owner) => identifierOf(owner, domain)),
  }));
}

/** Names from the root to a unit, as reports write them. References are known to lead to the root. */
function unitPath(key: string, domain: Domain): string {
  if (key === "root") return key;
  const { name, parent } = domain.units[key];
  return `${unitPath(parent, domain)} / ${name}`;
}

/** Name or ARN by which the service knows a user or group. */
function identifierOf(principal: Principal, { users, groups }: Domain): string {
  if ("user" in principal) return users[principal.user].identifier;
  const group = groups[principal.group];
  return "rolePrincipalArn" in group ? group.rolePrincipalArn : group.groupIdentifier;
}

/** ARNs of roles whose sessions are people: those that the configuration makes groups of, without the application's. */
export function peopleRoles({ domain: { groups }, application }: Stage): string[] {
  const programs: readonly string[] = application === undefined ? [] : Object.values(APPLICATION_GROUPS);
  return Object.entries(groups).flatMap(([key, group]) =>
    "rolePrincipalArn" in group && !programs.includes(key) ? [group.rolePrincipalArn] : [],
  );
}
