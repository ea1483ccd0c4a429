import { allPages } from "../../aws/pages";
import { ListPolicyGrantsCommand } from "@aws-sdk/client-datazone";
import { BLUEPRINT_POLICIES, policiesOn, type PolicyName } from "../../contracts/service/policies";
import type { LiveGrant } from "../live";
import type { AccountClients } from "./access";
import { eachOf, sortedBy } from "./order";

type Entity = Pick<LiveGrant, "entityType" | "entityId">;

/** Grants on units. Asked in the account that owns the domain. */
export async function readUnitGrants(
  clients: AccountClients,
  domainId: string,
  unitIds: readonly string[],
): Promise<LiveGrant[]> {
  const entities = unitIds.map((entityId) => ({ entityType: "DOMAIN_UNIT", entityId }) as const);
  return grantsOn(clients, domainId, entities, policiesOn("DOMAIN_UNIT"));
}

/** Grants of USE_ASSET_TYPE, which the service lists per type. Asked in the account that owns the domain. */
export async function readTypeGrants(
  clients: AccountClients,
  domainId: string,
  typeNames: readonly string[],
): Promise<LiveGrant[]> {
  const entities = typeNames.map((entityId) => ({ entityType: "ASSET_TYPE", entityId }) as const);
  return grantsOn(clients, domainId, entities, policiesOn("ASSET_TYPE"));
}

/** Grants on an account's blueprints. Asked in that account: the service refuses all others. */
export async function readBlueprintGrants(
  clients: AccountClients,
  domainId: string,
  accountId: string,
  blueprintIds: readonly string[],
): Promise<LiveGrant[]> {
  const entities = blueprintIds.map(
    (id) => ({ entityType: "ENVIRONMENT_BLUEPRINT_CONFIGURATION", entityId: `${accountId}:${id}` }) as const,
  );
  return grantsOn(clients, domainId, entities, BLUEPRINT_POLICIES);
}

/** A list of grants has to be asked for policy by policy. */
async function grantsOn(
  { datazone }: AccountClients,
  domainIdentifier: string,
  entities: readonly Entity[],
  policies: readonly PolicyName[],
): Promise<LiveGrant[]> {
  const questions = entities.flatMap((entity) => policies.map((policyType) => ({ ...entity, policyType })));
  const answers = await eachOf(questions, async ({ entityType, entityId: entityIdentifier, policyType }) => {
    const grants = await allPages(
      (nextToken) =>
        datazone.send(
          new ListPolicyGrantsCommand({ domainIdentifier, entityType, entityIdentifier, policyType, nextToken }),
        ),
      (page) => page.grantList,
    );
    return grants.flatMap(({ grantId, principal, detail }): LiveGrant[] =>
      principal === undefined
        ? []
        : [{ id: grantId ?? "", entityType, entityId: entityIdentifier, policyType, principal, detail }],
    );
  });
  return sortedBy(answers.flat(), ({ policyType, entityId, id }) => `${policyType} ${entityId} ${id}`);
}
