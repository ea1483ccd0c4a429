import { keyText } from "../../contracts/encryption-key";
import type { LiveMember, LiveUser } from "../live";
import { userImportId, type Atlas } from "./atlas";
import { Keys } from "./keys";
import { compact, textOf, type DomainInput, type GrantInput } from "./parts";

/** The domain with its units, owners, users and groups; its grants come from `mapGrants`. */
export function mapDomain(atlas: Atlas, grants: Readonly<Record<string, GrantInput>>): DomainInput {
  const { live } = atlas;
  if (live.serviceRoleArn === undefined) {
    const step = "set domain.roles.serviceRoleArn to the role, if it has one; otherwise one is created";
    atlas.leave("service role of the domain", "the service returns none", step);
  }
  return compact<DomainInput>({
    name: live.name,
    region: live.region,
    description: textOf(live.description),
    tags: { ...live.tags },
    // The tags of organization and stage would be a change of the domain.
    defaultTags: false,
    kmsKeyArn: keyText(live.key),
    roles: compact({ executionRoleArn: live.executionRoleArn, serviceRoleArn: live.serviceRoleArn }),
    singleSignOn: singleSignOn(atlas),
    units: units(atlas),
    rootOwners: owners(atlas, "root", live.rootOwners),
    users: users(atlas),
    groups: groups(atlas),
    grants: { ...grants },
    adoptDomainId: live.id,
  });
}

function singleSignOn({ live }: Atlas): DomainInput["singleSignOn"] {
  const { type, userAssignment, idcInstanceArn } = live.singleSignOn ?? {};
  if (type !== "IAM_IDC") return undefined;
  return compact({ type, userAssignment, idcInstanceArn });
}

function units(atlas: Atlas): NonNullable<DomainInput["units"]> {
  const entries = atlas.live.units.map((unit) => {
    const key = atlas.units.get(unit.id) ?? "";
    const parent = atlas.units.get(unit.parentId);
    atlas.adopt(atlas.split.owner, unit.id, "DomainUnit", key);
    const input = {
      name: unit.name,
      description: textOf(unit.description),
      parent: parent === "root" ? undefined : parent,
      owners: owners(atlas, key, unit.owners),
    };
    return [key, compact(input)] as const;
  });
  return Object.fromEntries(entries);
}

function owners(
  atlas: Atlas,
  unit: string,
  members: readonly LiveMember[],
): Record<string, { user: string } | { group: string }> {
  const keys = new Keys();
  const unitId = [...atlas.units].find(([, key]) => key === unit)?.[0] ?? "";
  const entries = members.flatMap((member) => {
    const named = atlas.member(member);
    if (named === undefined) {
      const reason = `its profile ${member.profileId} is not among the domain's profiles`;
      atlas.leave(`an owner of unit "${unit}"`, reason, "add the profile and the owner to the file by hand");
      return [];
    }
    const key = keys.take(Object.values(named)[0]);
    atlas.adopt(atlas.split.owner, `${unitId}|${member.profileId}`, "DomainUnitOwner", unit, key);
    return [[key, named] as const];
  });
  return Object.fromEntries(entries);
}

function users(atlas: Atlas): NonNullable<DomainInput["users"]> {
  const entries = atlas.live.users.flatMap((user) => {
    const key = atlas.users.get(user.id);
    if (key === undefined) return [];
    atlas.adopt(atlas.split.owner, userImportId(atlas.live.id, user), "UserProfile", key);
    return [[key, { identifier: user.identifier, type: userType(user) }] as const];
  });
  return Object.fromEntries(entries);
}

function userType({ type, identifier }: LiveUser): "SSO_USER" | "IAM_USER" | "IAM_ROLE" {
  if (type === "SSO") return "SSO_USER";
  return identifier.includes(":user/") ? "IAM_USER" : "IAM_ROLE";
}

function groups(atlas: Atlas): NonNullable<DomainInput["groups"]> {
  const entries = atlas.live.groups.flatMap(({ id, groupName, rolePrincipalArn }) => {
    const key = atlas.groups.get(id);
    if (key === undefined) return [];
    atlas.adopt(atlas.split.owner, id, "GroupProfile", key);
    const group = rolePrincipalArn === undefined ? { groupIdentifier: groupName ?? id } : { rolePrincipalArn };
    return [[key, group] as const];
  });
  return Object.fromEntries(entries);
}
