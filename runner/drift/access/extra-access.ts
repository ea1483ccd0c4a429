import type { AccessList, LiveGrant, LiveOwner } from "../../../contracts/control-plane";
import type { ShownPlan } from "../../../formats/terraform-show";
import { knownOutputs, text } from "../plan-contents";
import type { DomainNames } from "./domain-names";
import type { ObjectDrift } from "../report";
import type { ManagedAccess } from "./grant-ids";

/** Region and domain for the command that removes a grant or an owner. */
export interface RemovalPlace {
  readonly region: string;
  readonly domainId: string;
}

const APPLY_KEEPS = "apply does not remove it: no state holds it. Configure it, or remove it with the command";

/** Grants that the service has and no stage manages. */
export function extraGrants(
  live: readonly LiveGrant[],
  managed: ManagedAccess,
  names: DomainNames,
  place: RemovalPlace,
): ObjectDrift[] {
  const known = new Set(
    managed.grants.map((grant) => `${grant.entityIdentifier}|${grant.policyType}|${grant.grantId}`),
  );
  return live
    .filter((grant) => !known.has(`${grant.entityIdentifier}|${grant.policyType}|${grant.grantId}`))
    .map((grant) => ({
      resource: `grant ${grant.policyType} on ${entityName(grant, names)}`,
      change: "added",
      properties: [
        { path: "principal", live: named(grant.principal, names), configured: null },
        { path: "detail", live: named(grant.detail, names), configured: null },
        ...(grant.createdBy === undefined ? [] : [{ path: "createdBy", live: grant.createdBy, configured: null }]),
        ...(grant.createdAt === undefined ? [] : [{ path: "createdAt", live: grant.createdAt, configured: null }]),
      ],
      repair: APPLY_KEEPS,
      command: removeGrant(grant, place),
    }));
}

/**
 * Owners that the service has and no stage manages. Left out is the role of the control-plane function: it has created
 * the domain, and the service makes the creator owner of the root unit.
 */
export function extraOwners(
  live: readonly LiveOwner[],
  managed: ManagedAccess,
  plan: ShownPlan,
  names: DomainNames,
  place: RemovalPlace,
): ObjectDrift[] {
  const creator = text(knownOutputs(plan).controlPlaneRoleArn).split("/").at(-1) ?? "";
  const known = new Set(managed.owners);
  return live
    .filter(({ domainUnitId, type, id }) => !known.has(`${domainUnitId}|${type}|${id}`))
    .filter(({ rolePrincipalArn }) => creator === "" || rolePrincipalArn?.split("/").includes(creator) !== true)
    .map((owner) => ({
      resource: `owner of unit "${names.nameOf(owner.domainUnitId)}"`,
      change: "added",
      properties: [
        { path: "owner", live: `${owner.type.toLowerCase()} ${names.nameOf(owner.id)}`, configured: null },
        ...(owner.rolePrincipalArn === undefined
          ? []
          : [{ path: "rolePrincipalArn", live: owner.rolePrincipalArn, configured: null }]),
      ],
      repair: APPLY_KEEPS,
      command: removeOwner(owner, place),
    }));
}

/** Both, from one list. */
export function extraAccess(
  live: AccessList,
  managed: ManagedAccess,
  plan: ShownPlan,
  names: DomainNames,
  place: RemovalPlace,
): ObjectDrift[] {
  return [...extraGrants(live.grants, managed, names, place), ...extraOwners(live.owners, managed, plan, names, place)];
}

function entityName({ entityType, entityIdentifier }: LiveGrant, names: DomainNames): string {
  if (entityType === "DOMAIN_UNIT") return `unit "${names.nameOf(entityIdentifier)}"`;
  if (entityType !== "ENVIRONMENT_BLUEPRINT_CONFIGURATION") return `${entityType} "${entityIdentifier}"`;
  const [account, blueprint = ""] = entityIdentifier.split(":");
  return `blueprint "${names.nameOf(blueprint)}" of account ${account}`;
}

/** The value with `finance-leads (<id>)` in place of ids that the configuration knows. */
function named(value: unknown, names: DomainNames): unknown {
  if (typeof value === "string") {
    const name = names.nameOf(value);
    return name === value ? value : `${name} (${value})`;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => named(item, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, named(member, names)]));
}

function removeGrant(grant: LiveGrant, { region, domainId }: RemovalPlace): string {
  return command("remove-policy-grant", {
    region,
    "domain-identifier": domainId,
    "entity-type": grant.entityType,
    "entity-identifier": grant.entityIdentifier,
    "policy-type": grant.policyType,
    principal: JSON.stringify(grant.principal),
    "grant-identifier": grant.grantId,
  });
}

function removeOwner({ domainUnitId, type, id }: LiveOwner, { region, domainId }: RemovalPlace): string {
  const owner = type === "USER" ? { user: { userIdentifier: id } } : { group: { groupIdentifier: id } };
  return command("remove-entity-owner", {
    region,
    "domain-identifier": domainId,
    "entity-type": "DOMAIN_UNIT",
    "entity-identifier": domainUnitId,
    owner: JSON.stringify(owner),
  });
}

/** `--name=value`, since an id may begin with a hyphen; quoted for a POSIX shell. */
function command(operation: string, options: Readonly<Record<string, string>>): string {
  const quoted = (value: string): string =>
    /^[\w@%+:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
  return [
    "aws datazone",
    operation,
    ...Object.entries(options).map(([name, value]) => `--${name}=${quoted(value)}`),
  ].join(" ");
}
