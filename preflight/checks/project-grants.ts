import { ListEntityOwnersCommand, type PolicyGrantMember } from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { Check } from "../check";
import { firstProject } from "../finding";
import { functionRoleArn, roleOfGroup } from "../function-role";
import { placeOf, type Landscape, type SeenAccount } from "../landscape";
import { liveUnitId, reachesUnit, type LiveDomain } from "../live-domain";
import { grantsOn, liveProfiles, type LiveProfile } from "../live-profiles";
import type { Notebook } from "../notebook";

/** Check that somebody may create projects from the profiles that are live. */
export const projectGrants: Check = {
  name: "project-grants",
  asks: "May somebody create projects from each profile, and the control-plane function those that the configuration names?",
  after: "domain",
  async run(landscape, notes) {
    const { stage, governance, domain } = landscape;
    if (governance === undefined || domain === undefined) return;
    const { region } = stage.domain;
    await notes.looking(placeOf(governance, region), async () => {
      // A profile that nobody has configured may be meant for nobody.
      const profiles = (await liveProfiles(stage, governance, domain)).filter(({ key }) => key !== undefined);
      const grants = await allGrants(governance, region, domain);
      for (const profile of profiles) reportUngranted(profile, { landscape, governance, domain }, grants, notes);
      await reportCreator({ landscape, governance, domain }, profiles, grants, notes);
    });
  },
};

/** A grant with the unit that it is on. */
interface GrantOnUnit {
  readonly unitId: string;
  readonly grant: PolicyGrantMember;
}

async function allGrants(governance: SeenAccount, region: string, domain: LiveDomain): Promise<GrantOnUnit[]> {
  const perUnit = await Promise.all(
    domain.units.map(async ({ id: unitId }) => {
      const entity = ["DOMAIN_UNIT", unitId, "CREATE_PROJECT_FROM_PROJECT_PROFILE"] as const;
      return (await grantsOn(governance, region, domain, entity)).map((grant) => ({ unitId, grant }));
    }),
  );
  return perUnit.flat();
}

/** A grant without a list of profiles reaches all of them. */
function reaches({ grant: { detail } }: GrantOnUnit, { id }: LiveProfile): boolean {
  const named = detail?.createProjectFromProjectProfile?.projectProfiles ?? [];
  return named.length === 0 || named.includes(id);
}

function reportUngranted(
  profile: LiveProfile,
  { landscape: { stage }, governance, domain }: Subject,
  grants: readonly GrantOnUnit[],
  notes: Notebook,
): void {
  const { key = "", name, id } = profile;
  const reaching = grants.filter((each) => reaches(each, profile));
  const configured = Object.entries(stage.environment.grants).flatMap(([grantKey, grant]) =>
    grant.policy === "CREATE_PROJECT_FROM_PROJECT_PROFILE" && grant.profiles.includes(key)
      ? [{ grantKey, unit: grant.unit, unitId: liveUnitId(stage, domain, grant.unit) }]
      : [],
  );
  const missing = configured.filter(
    ({ unitId }) => unitId !== undefined && !reaching.some((each) => reachesUnit(domain, scopeOf(each), unitId)),
  );
  if (missing.length === 0 && reaching.length > 0) return;
  const where = missing.length === 0 ? "" : ` in unit ${missing.map(({ unit }) => `"${unit}"`).join(", ")}`;
  notes.found(placeOf(governance, stage.domain.region), {
    code: "PROJECT_GRANT_MISSING",
    what: `nobody but owners of domain units may create projects from profile "${name}" (${id})${where}: no CREATE_PROJECT_FROM_PROJECT_PROFILE grant reaches it`,
    cure:
      configured.length === 0
        ? `add a grant with policy CREATE_PROJECT_FROM_PROJECT_PROFILE and profiles: ["${key}"] to the stage's grants, and apply`
        : `apply the stage's profiles, which grants it (grants.${configured.map(({ grantKey }) => grantKey).join(", grants.")})`,
    source: firstProject(1),
  });
}

function scopeOf({ unitId, grant: { detail } }: GrantOnUnit) {
  return { unitId, includeChildren: detail?.createProjectFromProjectProfile?.includeChildDomainUnits === true };
}

interface Subject {
  readonly landscape: Landscape;
  readonly governance: SeenAccount;
  readonly domain: LiveDomain;
}

/** Standing projects are created by the control-plane function, which owns the root unit of a domain that it has made itself. */
async function reportCreator(
  { landscape: { stage }, governance, domain }: Subject,
  profiles: readonly LiveProfile[],
  grants: readonly GrantOnUnit[],
  notes: Notebook,
): Promise<void> {
  const role = functionRoleArn(stage);
  const needed = new Set(Object.values(stage.projects).map(({ profile }) => profile));
  const uncovered = profiles
    .filter(({ key = "" }) => needed.has(key))
    .filter((profile) => !grants.some((grant) => reaches(grant, profile) && isForEverybody(grant)));
  if (uncovered.length === 0) return;
  const groups = new Set(
    grants
      .map(({ grant: { principal } }) => principal?.group)
      .flatMap((group) => (group !== undefined && "groupIdentifier" in group ? [group.groupIdentifier ?? ""] : [])),
  );
  const owners = await ownerGroups(governance, stage.domain.region, domain);
  for (const id of new Set([...owners, ...groups])) {
    const holds =
      owners.includes(id) ||
      grants.some((grant) => isForGroup(grant, id) && uncovered.every((profile) => reaches(grant, profile)));
    if (holds && (await roleOfGroup(governance, stage.domain.region, domain, id)) === role) return;
  }
  notes.found(placeOf(governance, stage.domain.region), {
    code: "CREATOR_NOT_PERMITTED",
    what: `the role of the control-plane function (${role}) neither owns the root unit nor has a grant for profile ${uncovered.map(({ name }) => `"${name}"`).join(", ")}: standing projects cannot be created`,
    cure: `add the role as a group (domain.groups.<key>.rolePrincipalArn) and name it in domain.rootOwners, and apply`,
    source: firstProject(1),
  });
}

function isForEverybody({ grant: { principal } }: GrantOnUnit): boolean {
  const user = principal?.user;
  return user !== undefined && "allUsersGrantFilter" in user && user.allUsersGrantFilter !== undefined;
}

function isForGroup({ grant: { principal } }: GrantOnUnit, id: string): boolean {
  const group = principal?.group;
  return group !== undefined && "groupIdentifier" in group && group.groupIdentifier === id;
}

async function ownerGroups({ reads }: SeenAccount, region: string, domain: LiveDomain): Promise<string[]> {
  const owners = await allPages(
    (nextToken) =>
      reads.datazone(region).send(
        new ListEntityOwnersCommand({
          domainIdentifier: domain.id,
          entityType: "DOMAIN_UNIT",
          entityIdentifier: domain.rootUnitId,
          nextToken,
        }),
      ),
    (page) => page.owners,
  );
  return owners.flatMap((owner) => ("group" in owner && owner.group !== undefined ? [owner.group.groupId ?? ""] : []));
}
