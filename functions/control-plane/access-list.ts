import {
  GetGroupProfileCommand,
  ListEntityOwnersCommand,
  ListPolicyGrantsCommand,
  type OwnerPropertiesOutput,
  type PolicyGrantMember,
} from "@aws-sdk/client-datazone";
import { isNotFound } from "../../aws/faults";
import { allPages } from "../../aws/pages";
import type { AccessList, AccessListRequest, GrantQuery, LiveGrant, LiveOwner } from "../../contracts/control-plane";
import type { Clients } from "./clients";

/**
 * All grants and owners on the entities that a request names. Writes nothing and needs no ledger.
 *
 * An entity that is gone has none: that it is missing is for the report on the entity itself to say. One after the
 * other: a report may take its time, and a plan at the same moment needs the service's rate.
 */
export async function listAccess(clients: Clients, request: AccessListRequest): Promise<AccessList> {
  const grants: LiveGrant[] = [];
  for (const query of request.grants) grants.push(...(await unlessGone(() => grantsOf(clients, request, query))));
  const owners: LiveOwner[] = [];
  for (const unit of request.owners) owners.push(...(await unlessGone(() => ownersOf(clients, request, unit))));
  return { grants, owners };
}

async function grantsOf(
  clients: Clients,
  { domainId }: AccessListRequest,
  query: GrantQuery,
): Promise<readonly LiveGrant[]> {
  const { entityType, entityIdentifier, policyType } = query;
  const input = { domainIdentifier: domainId, entityType, entityIdentifier } as const;
  const members = await allPages(
    (nextToken) =>
      clients
        .datazone()
        .send(new ListPolicyGrantsCommand({ ...input, policyType: policyType as "CREATE_PROJECT", nextToken })),
    (page) => page.grantList,
  );
  return members.map((member) => ({ ...query, ...liveGrant(member) }));
}

function liveGrant({
  grantId,
  principal,
  detail,
  createdBy,
  createdAt,
}: PolicyGrantMember): Omit<LiveGrant, keyof GrantQuery> {
  return {
    grantId: grantId ?? "",
    principal,
    detail,
    ...(createdBy === undefined ? {} : { createdBy }),
    ...(createdAt === undefined ? {} : { createdAt: createdAt.toISOString() }),
  };
}

async function ownersOf(
  clients: Clients,
  { domainId }: AccessListRequest,
  domainUnitId: string,
): Promise<readonly LiveOwner[]> {
  const owners = await allPages(
    (nextToken) =>
      clients.datazone().send(
        new ListEntityOwnersCommand({
          domainIdentifier: domainId,
          entityType: "DOMAIN_UNIT",
          entityIdentifier: domainUnitId,
          nextToken,
        }),
      ),
    (page) => page.owners,
  );
  return Promise.all(owners.map((owner) => liveOwner(clients, domainId, domainUnitId, owner)));
}

/** The role behind a group profile tells the domain's creator, who owns the root unit without being asked, from others. */
async function liveOwner(
  clients: Clients,
  domainId: string,
  domainUnitId: string,
  { user, group }: OwnerPropertiesOutput,
): Promise<LiveOwner> {
  if (group === undefined) return { domainUnitId, type: "USER", id: user?.userId ?? "" };
  const id = group.groupId ?? "";
  const [profile] = await unlessGone(async () => [
    await clients.datazone().send(new GetGroupProfileCommand({ domainIdentifier: domainId, groupIdentifier: id })),
  ]);
  const role = profile?.rolePrincipalArn;
  return { domainUnitId, type: "GROUP", id, ...(role === undefined ? {} : { rolePrincipalArn: role }) };
}

async function unlessGone<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}
