import { ListPolicyGrantsCommand, type ManagedPolicyType } from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { LiveGrant } from "../live";
import type { AccountClients } from "./access";
import { eachOf, sortedBy } from "./order";

/** Policies on units: a list has to be asked for one by one. */
const UNIT_POLICIES: readonly ManagedPolicyType[] = [
  "ADD_TO_PROJECT_MEMBER_POOL",
  "CREATE_ASSET_TYPE",
  "CREATE_DOMAIN_UNIT",
  "CREATE_ENVIRONMENT_PROFILE",
  "CREATE_FORM_TYPE",
  "CREATE_GLOSSARY",
  "CREATE_PROJECT",
  "CREATE_PROJECT_FROM_PROJECT_PROFILE",
  "OVERRIDE_DOMAIN_UNIT_OWNERS",
  "OVERRIDE_PROJECT_OWNERS",
];
const BLUEPRINT_POLICIES: readonly ManagedPolicyType[] = [
  "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
  "DELEGATE_CREATE_ENVIRONMENT_PROFILE",
];

type Entity = Pick<LiveGrant, "entityType" | "entityId">;

/** Grants on units. Asked in the account that owns the domain. */
export async function readUnitGrants(
  clients: AccountClients,
  domainId: string,
  unitIds: readonly string[],
): Promise<LiveGrant[]> {
  const entities = unitIds.map((entityId) => ({ entityType: "DOMAIN_UNIT", entityId }) as const);
  return grantsOn(clients, domainId, entities, UNIT_POLICIES);
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

async function grantsOn(
  { datazone }: AccountClients,
  domainIdentifier: string,
  entities: readonly Entity[],
  policies: readonly ManagedPolicyType[],
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
