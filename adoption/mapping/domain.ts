import { keyText } from "../../contracts/encryption-key";
import type { LiveMember, LiveUser } from "../live";
import { userImportId, type DomainMapping } from "./domain-mapping";
import { Keys } from "./keys";
import { REFUSED_STEP } from "./outcome";
import { compact, textOf, type DomainInput, type GrantInput } from "./parts";

/** The domain with its units, owners, users and groups; its grants come from `mapGrants`. */
export function mapDomain(mapping: DomainMapping, grants: Readonly<Record<string, GrantInput>>): DomainInput {
  const { live } = mapping;
  if (live.serviceRoleArn === undefined) {
    const step = "set domain.roles.serviceRoleArn to the role, if it has one; otherwise one is created";
    mapping.outcome.leave("service role of the domain", "the service returns none", step);
  }
  return compact<DomainInput>({
    name: live.name,
    region: live.region,
    description: textOf(live.description),
    tags: Object.fromEntries(Object.entries(live.tags).filter(([key]) => !isOwnTag(key))),
    // The tags of organization and stage would be a change of the domain, unless this product has set them before.
    defaultTags: Object.keys(live.tags).some(isOwnTag),
    kmsKeyArn: keyText(live.key),
    roles: compact({ executionRoleArn: live.executionRoleArn, serviceRoleArn: live.serviceRoleArn }),
    singleSignOn: singleSignOn(mapping),
    units: units(mapping),
    rootOwners: owners(mapping, live.rootUnitId, live.rootOwners),
    users: users(mapping),
    groups: groups(mapping),
    grants: { ...grants },
    adoptDomainId: live.id,
  });
}

/** Tells tags that stacks set themselves: the configuration refuses them, whoever made the domain. */
function isOwnTag(key: string): boolean {
  return /^smus:/i.test(key);
}

/** Says which users and groups the rules of the configuration do not accept. */
export function remarkRefusedPeople(mapping: DomainMapping): void {
  const { live, keys, outcome } = mapping;
  for (const user of live.users) {
    const refusal = mapping.refusalOfUser(user);
    if (refusal !== undefined) outcome.leave(`user "${keys.users.of(user.id)}" (${user.id})`, refusal, REFUSED_STEP);
  }
  for (const group of live.groups) {
    const refusal = mapping.refusalOfGroup(group);
    if (refusal !== undefined)
      outcome.leave(`group "${keys.groups.of(group.id)}" (${group.id})`, refusal, REFUSED_STEP);
  }
}

function singleSignOn({ live }: DomainMapping): DomainInput["singleSignOn"] {
  const { type, userAssignment, idcInstanceArn } = live.singleSignOn ?? {};
  if (type !== "IAM_IDC") return undefined;
  return compact({ type, userAssignment, idcInstanceArn });
}

function units(mapping: DomainMapping): NonNullable<DomainInput["units"]> {
  const entries = mapping.live.units.map((unit) => {
    const key = mapping.keys.units.of(unit.id);
    const parent = mapping.keys.units.find(unit.parentId);
    mapping.outcome.adopt(mapping.stages.owner, unit.id, "DomainUnit", key);
    const input = {
      name: unit.name,
      description: textOf(unit.description),
      parent: parent === "root" ? undefined : parent,
      owners: owners(mapping, unit.id, unit.owners),
    };
    return [key, compact(input)] as const;
  });
  return Object.fromEntries(entries);
}

function owners(
  mapping: DomainMapping,
  unitId: string,
  members: readonly LiveMember[],
): Record<string, { user: string } | { group: string }> {
  const keys = new Keys();
  const unit = mapping.keys.units.of(unitId);
  const entries = members.flatMap((member) => {
    const named = mapping.member(member);
    if (named === undefined) {
      const reason = `its profile ${member.profileId} is not among the domain's profiles`;
      mapping.outcome.leave(`an owner of unit "${unit}"`, reason, "add the profile and the owner to the file by hand");
      return [];
    }
    const key = keys.take(Object.values(named)[0]);
    mapping.outcome.adopt(mapping.stages.owner, `${unitId}|${member.profileId}`, "DomainUnitOwner", unit, key);
    return [[key, named] as const];
  });
  return Object.fromEntries(entries);
}

function users(mapping: DomainMapping): NonNullable<DomainInput["users"]> {
  const accepted = mapping.live.users.filter((user) => mapping.refusalOfUser(user) === undefined);
  const entries = accepted.map((user) => {
    const key = mapping.keys.users.of(user.id);
    mapping.outcome.adopt(mapping.stages.owner, userImportId(mapping.live.id, user), "UserProfile", key);
    return [key, { identifier: user.identifier, type: userType(user) }] as const;
  });
  return Object.fromEntries(entries);
}

function userType({ type, identifier }: LiveUser): "SSO_USER" | "IAM_USER" | "IAM_ROLE" {
  if (type === "SSO") return "SSO_USER";
  return identifier.includes(":user/") ? "IAM_USER" : "IAM_ROLE";
}

function groups(mapping: DomainMapping): NonNullable<DomainInput["groups"]> {
  const accepted = mapping.live.groups.filter((group) => mapping.refusalOfGroup(group) === undefined);
  const entries = accepted.map(({ id, groupName, rolePrincipalArn }) => {
    const key = mapping.keys.groups.of(id);
    mapping.outcome.adopt(mapping.stages.owner, id, "GroupProfile", key);
    const group = rolePrincipalArn === undefined ? { groupIdentifier: groupName ?? id } : { rolePrincipalArn };
    return [key, group] as const;
  });
  return Object.fromEntries(entries);
}
