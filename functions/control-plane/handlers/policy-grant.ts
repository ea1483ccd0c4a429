import {
  AddPolicyGrantCommand,
  ListPolicyGrantsCommand,
  type PolicyGrantDetail,
  type PolicyGrantMember,
  RemovePolicyGrantCommand,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Properties } from "../../../contracts/control-plane";
import { policyHas, policyMember } from "../../../contracts/service/policies";
import type { Handler, Live, Scope } from "../engine/handler";
import { flatPrincipal, principalOf } from "./grant-principal";

type GrantProperties = Properties<"PolicyGrant">;
type Policy = GrantProperties["policyType"];

/**
 * Grants that were there before the configuration. The id is that of the grant.
 *
 * There is no update: everything is create-only, and a change replaces the grant.
 */
export const policyGrant: Handler<"PolicyGrant"> = {
  kind: "PolicyGrant",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ policyType, entityIdentifier, principalType, principalId }) =>
    [policyType, entityIdentifier, principalType, principalId].filter((part) => part !== undefined).join("|"),
  desired: () => ({}),
  get: async (scope, properties, id) => (await listed(scope, properties)).find((grant) => grant.id === id),
  find: async (scope, properties) => (await listed(scope, properties)).find((grant) => isMeant(grant, properties)),

  async create({ clients }, properties, token) {
    const { grantId } = await clients.datazoneOnce().send(
      new AddPolicyGrantCommand({
        ...entity(properties),
        principal: principalOf(properties),
        detail: detailOf(properties),
        clientToken: token,
      }),
    );
    return grantId ?? "";
  },

  update: () => Promise.resolve("recreate"),

  async delete({ clients }, properties, id) {
    const principal = principalOf(properties);
    await clients
      .datazone()
      .send(new RemovePolicyGrantCommand({ ...entity(properties), principal, grantIdentifier: id }));
  },
};

function entity({ domainId, entityType, entityIdentifier, policyType }: GrantProperties) {
  return { domainIdentifier: domainId, entityType, entityIdentifier, policyType };
}

async function listed({ clients }: Scope, properties: GrantProperties): Promise<Live[]> {
  const grants = await allPages(
    (nextToken) => clients.datazone().send(new ListPolicyGrantsCommand({ ...entity(properties), nextToken })),
    (page) => page.grantList,
  );
  return grants.map((grant) => ({
    id: grant.grantId ?? "",
    phase: "ready",
    values: {},
    createOnly: liveValues(grant, properties),
    attributes: {},
  }));
}

function isMeant({ createOnly }: Live, properties: GrantProperties): boolean {
  const desired: Record<string, string | undefined> = properties;
  return Object.entries(createOnly).every(([name, value]) => (value ?? "") === (desired[name] ?? ""));
}

/** Principal and detail as the properties write them; an empty text where the service has nothing. */
function liveValues({ principal, detail }: PolicyGrantMember, desired: GrantProperties): Record<string, string> {
  const flat = principal === undefined ? undefined : flatPrincipal(principal);
  const values = detailValues(desired.policyType, detail);
  const profiles = values.detailProjectProfileIds;
  return {
    principalType: flat?.principalType ?? "",
    principalId: flat?.principalId ?? "",
    projectDesignation: flat?.projectDesignation ?? "",
    includeChildDomainUnits: flat?.includeChildDomainUnits ?? "",
    ...values,
    // A set: the order of the configuration is as good as the service's.
    ...(sorted(profiles) === sorted(desired.detailProjectProfileIds)
      ? { detailProjectProfileIds: desired.detailProjectProfileIds ?? "" }
      : {}),
  };
}

const sorted = (ids: string | undefined): string => (ids ?? "").split(",").sort().join(",");

function detailOf(properties: GrantProperties): PolicyGrantDetail {
  const { policyType, detailIncludesChildren, detailProjectProfileIds, detailDomainUnitId } = properties;
  const content = {
    ...(detailIncludesChildren === undefined ? {} : { includeChildDomainUnits: detailIncludesChildren === "true" }),
    ...(detailProjectProfileIds === undefined ? {} : { projectProfiles: detailProjectProfileIds.split(",") }),
    ...(detailDomainUnitId === undefined ? {} : { domainUnitId: detailDomainUnitId }),
  };
  return { [policyMember(policyType)]: content } as unknown as PolicyGrantDetail;
}

function detailValues(policy: Policy, detail: PolicyGrantDetail | undefined): Record<string, string> {
  const members = (detail ?? {}) as unknown as Record<string, Record<string, unknown> | undefined>;
  const content = members[policyMember(policy)] ?? {};
  const profiles = content.projectProfiles as string[] | undefined;
  return {
    detailIncludesChildren: policyHas(policy, "includeChildDomainUnits")
      ? String(content.includeChildDomainUnits === true)
      : "",
    detailProjectProfileIds: (profiles ?? []).join(","),
    detailDomainUnitId: policyHas(policy, "domainUnitId") ? ((content.domainUnitId as string) ?? "") : "",
  };
}
