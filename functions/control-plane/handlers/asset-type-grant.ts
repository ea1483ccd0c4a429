import { isDeepStrictEqual } from "node:util";
import { AddPolicyGrantCommand, ListPolicyGrantsCommand, RemovePolicyGrantCommand } from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Properties } from "../../../contracts/control-plane";
import type { Handler, Live, Scope } from "../engine/handler";
import { principalOf } from "./grant-principal";

type GrantProperties = Properties<"AssetTypeGrant">;

/**
 * Grants of USE_ASSET_TYPE, which Cloud Control does not know. The id is that of the grant.
 *
 * There is no update: everything is create-only, and a change replaces the grant.
 */
export const assetTypeGrant: Handler<"AssetTypeGrant"> = {
  kind: "AssetTypeGrant",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ assetTypeId, principalType, principalId }) =>
    [assetTypeId, principalType, principalId].filter((part) => part !== undefined).join("|"),
  desired: () => ({}),
  get: async (scope, properties, id) => (await listed(scope, properties)).find((grant) => grant.id === id),
  find: async (scope, properties) => (await listed(scope, properties))[0],

  async create({ clients }, properties, token) {
    const { grantId } = await clients.datazoneOnce().send(
      new AddPolicyGrantCommand({
        ...entity(properties),
        principal: principalOf(properties),
        detail: { useAssetType: { domainUnitId: properties.domainUnitId } },
        clientToken: token,
      }),
    );
    return grantId ?? "";
  },

  update: () => Promise.resolve("recreate"),

  async delete({ clients }, properties, id) {
    await clients.datazone().send(
      new RemovePolicyGrantCommand({
        ...entity(properties),
        principal: principalOf(properties),
        grantIdentifier: id === "" ? undefined : id,
      }),
    );
  },
};

function entity({ domainId, assetTypeId }: GrantProperties) {
  return {
    domainIdentifier: domainId,
    entityType: "ASSET_TYPE",
    entityIdentifier: assetTypeId,
    policyType: "USE_ASSET_TYPE",
  } as const;
}

/** Grants to the very principal in the very unit; the service's list does not filter. */
async function listed({ clients }: Scope, properties: GrantProperties): Promise<Live[]> {
  const grants = await allPages(
    (nextToken) => clients.datazone().send(new ListPolicyGrantsCommand({ ...entity(properties), nextToken })),
    (page) => page.grantList,
  );
  return grants
    .filter(
      (grant) =>
        isDeepStrictEqual(grant.principal, principalOf(properties)) &&
        grant.detail?.useAssetType?.domainUnitId === properties.domainUnitId,
    )
    .map((grant) => ({
      id: grant.grantId ?? "",
      phase: "ready",
      values: {},
      createOnly: {},
      attributes: {},
    }));
}
