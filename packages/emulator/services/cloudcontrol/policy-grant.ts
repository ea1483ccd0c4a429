import { ServiceError } from "../../errors";
import type { Call } from "../../service";
import { listAll, type Model, type ResourceType, toApi, toModel } from "./resource-type";

interface Grant {
  readonly grantId: string;
  readonly principal: Model;
  readonly detail: Model;
  readonly createdAt: number;
  readonly createdBy: string;
}

interface Key {
  readonly domainIdentifier: string;
  readonly grantId: string;
  readonly entityIdentifier: string;
  readonly entityType: string;
  readonly policyType: string;
}

/** Primary identifier: DomainIdentifier|GrantId|EntityIdentifier|EntityType|PolicyType, in the order of the type's schema. */
const identifierOf = (key: Key) =>
  [key.domainIdentifier, key.grantId, key.entityIdentifier, key.entityType, key.policyType].join("|");

function parse(identifier: string): Key {
  const [domainIdentifier, grantId, entityIdentifier, entityType, policyType] = identifier.split("|");
  return { domainIdentifier, grantId, entityIdentifier, entityType, policyType };
}

/** The two grant filters are write-only: the read handler does not return them. */
function readablePrincipal(principal: Model): Model {
  const { project, domainUnit, ...rest } = structuredClone(principal) as Record<string, Model | undefined>;
  delete project?.projectGrantFilter;
  delete domainUnit?.domainUnitGrantFilter;
  return { ...rest, ...(project && { project }), ...(domainUnit && { domainUnit }) };
}

const properties = (key: Key, grant: Grant): Model => ({
  DomainIdentifier: key.domainIdentifier,
  EntityIdentifier: key.entityIdentifier,
  EntityType: key.entityType,
  PolicyType: key.policyType,
  GrantId: grant.grantId,
  Principal: toModel(readablePrincipal(grant.principal)),
  Detail: toModel(grant.detail),
  CreatedAt: new Date(grant.createdAt * 1000).toISOString(),
  CreatedBy: grant.createdBy,
});

const listGrants = ({ domainIdentifier, entityIdentifier, entityType, policyType }: Omit<Key, "grantId">, call: Call) =>
  listAll<Grant>("ListPolicyGrants", "grantList", { domainIdentifier, entityIdentifier, entityType, policyType }, call);

/** Words of ListPolicyGrants for a blueprint configuration that is gone. */
const CONFIGURATION_GONE = /Environment Blueprint Configuration with id: .* does not exist in account/;

/** The grants of an entity; none where a blueprint configuration is gone, which the handler is assumed to read as NotFound. */
async function grantsIfAny(key: Key, call: Call): Promise<Grant[]> {
  try {
    return await listGrants(key, call);
  } catch (error) {
    if (error instanceof ServiceError && CONFIGURATION_GONE.test(error.message)) return [];
    throw error;
  }
}

async function find(identifier: string, call: Call): Promise<{ key: Key; grant: Grant } | undefined> {
  const key = parse(identifier);
  const grant = (await grantsIfAny(key, call)).find((candidate) => candidate.grantId === key.grantId);
  return grant && { key, grant };
}

/** AWS::DataZone::PolicyGrant. */
export const policyGrantType: ResourceType = {
  typeName: "AWS::DataZone::PolicyGrant",
  async create(desired, call) {
    const input = toApi(desired) as Omit<Key, "grantId">;
    const { grantId } = (await call.emulator.call("datazone", "AddPolicyGrant", input, call)) as { grantId: string };
    return identifierOf({ ...input, grantId });
  },
  async read(identifier, call) {
    const found = await find(identifier, call);
    return found && properties(found.key, found.grant);
  },
  async remove(identifier, call) {
    const found = await find(identifier, call);
    if (!found) return;
    const { grantId, ...entity } = found.key;
    const input = { ...entity, principal: found.grant.principal, grantIdentifier: grantId };
    await call.emulator.call("datazone", "RemovePolicyGrant", input, call);
  },
  async list(model, call) {
    const entity = toApi(model) as Omit<Key, "grantId">;
    const grants = await listGrants(entity, call);
    return grants.map((grant) => {
      const key = { ...entity, grantId: grant.grantId };
      return { identifier: identifierOf(key), properties: properties(key, grant) };
    });
  },
};
