import {
  DeleteEnvironmentBlueprintConfigurationCommand,
  GetEnvironmentBlueprintConfigurationCommand,
  type GetEnvironmentBlueprintConfigurationOutput,
  type ProvisioningConfiguration,
  PutEnvironmentBlueprintConfigurationCommand,
} from "@aws-sdk/client-datazone";
import { KEPT_ROLES, type KeptParts, namesWithValue, type Properties } from "../../../contracts/control-plane";
import { asSet, type ComparableObject } from "../engine/comparison";
import type { Handler, Live, Scope } from "../engine/handler";
import { blueprintIds } from "./blueprint-ids";
import { type NewerMembers, newerMembersOf, withNewerMembers } from "./newer-members";
import { type LiveParts, refuseWeakening, weakeningsOf } from "./weakening";

type ConfigurationProperties = Properties<"BlueprintConfiguration">;

/**
 * A managed blueprint enabled in the function's own account: the service configures the caller's account and has no
 * parameter for another. The id is the blueprint's.
 */
export const blueprintConfiguration: Handler<"BlueprintConfiguration"> = {
  kind: "BlueprintConfiguration",
  adoption: "claimed",
  lastingId: true,
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ blueprint }) => blueprint,

  desired: (properties) => ({
    enabledRegions: asSet(properties.enabledRegions),
    provisioningRoleArn: properties.provisioningRoleArn,
    manageAccessRoleArn: properties.manageAccessRoleArn,
    environmentRolePermissionBoundary: properties.environmentRolePermissionBoundary,
    regionalParameters: properties.regionalParameters,
    lakeFormation: lakeFormationValues(provisioningOf(properties)),
  }),

  // GetEnvironmentBlueprintConfiguration does not return them.
  hidden: ({ globalParameters }) => ({ globalParameters }),

  async get({ clients }, { domainId }, id) {
    const live = await clients.datazone().send(
      new GetEnvironmentBlueprintConfigurationCommand({
        domainIdentifier: domainId,
        environmentBlueprintIdentifier: id,
      }),
    );
    return liveConfiguration(id, live);
  },

  async find(scope, properties) {
    const ids = await blueprintIds(scope.clients, properties.domainId);
    return blueprintConfiguration.get(scope, properties, ids.idOf(properties.blueprint));
  },

  // The plan has asked this before; it may have been made before somebody created a project, or by nobody: terraform destroy.
  async refuse({ clients, accountId }, properties, live, change) {
    const { domainId, blueprint } = properties;
    const parts = weakeningsOf(live.values as LiveParts, change === "delete" ? undefined : keptParts(properties));
    await refuseWeakening(clients, { domainId, accountId }, parts.length === 0 ? [] : [[blueprint, parts]]);
  },

  async create(scope, properties) {
    const id = (await blueprintIds(scope.clients, properties.domainId)).idOf(properties.blueprint);
    await put(scope, properties, id, {});
    return id;
  },

  async update(scope, properties, live) {
    const { domainId } = properties;
    const get = new GetEnvironmentBlueprintConfigurationCommand({
      domainIdentifier: domainId,
      environmentBlueprintIdentifier: live.id,
    });
    await put(scope, properties, live.id, await newerMembersOf(scope.clients.datazone(), get));
    return "updated";
  },

  async delete({ clients }, { domainId }, id) {
    await clients.datazone().send(
      new DeleteEnvironmentBlueprintConfigurationCommand({
        domainIdentifier: domainId,
        environmentBlueprintIdentifier: id,
      }),
    );
  },
};

function keptParts(properties: ConfigurationProperties): KeptParts {
  const regional = Object.entries(properties.regionalParameters);
  return {
    enabledRegions: properties.enabledRegions,
    roles: KEPT_ROLES.filter((role) => (properties[role] ?? "") !== ""),
    regionalParameters: Object.fromEntries(regional.map(([region, values]) => [region, namesWithValue(values)])),
  };
}

/**
 * Put overwrites the whole configuration and erases what is left out: everything is sent, always, and what no stage file can say is
 * sent back as it is. It takes roles unseen, new ones
 * too, so there is nothing to wait for (field evidence, section 3: it took, for a day, roles that could never be assumed).
 */
async function put(
  { clients }: Scope,
  properties: ConfigurationProperties,
  id: string,
  keep: NewerMembers,
): Promise<void> {
  const { domainId, provisioningRoleArn, manageAccessRoleArn } = properties;
  const command = new PutEnvironmentBlueprintConfigurationCommand({
    domainIdentifier: domainId,
    environmentBlueprintIdentifier: id,
    enabledRegions: [...asSet(properties.enabledRegions)],
    provisioningRoleArn,
    manageAccessRoleArn,
    environmentRolePermissionBoundary: properties.environmentRolePermissionBoundary,
    regionalParameters: properties.regionalParameters,
    globalParameters: properties.globalParameters,
    provisioningConfigurations: provisioningOf(properties),
  });
  await clients.datazone().send(withNewerMembers(command, keep));
}

function provisioningOf({ lakeFormation }: ConfigurationProperties): ProvisioningConfiguration[] {
  if (lakeFormation === undefined) return [];
  const excluded = asSet(lakeFormation.excludeS3Locations);
  const configuration = {
    locationRegistrationRole: lakeFormation.locationRegistrationRoleArn,
    ...(excluded.length > 0 ? { locationRegistrationExcludeS3Locations: [...excluded] } : {}),
  };
  return [{ lakeFormationConfiguration: configuration }];
}

function liveConfiguration(id: string, live: GetEnvironmentBlueprintConfigurationOutput): Live {
  return {
    id,
    phase: "ready",
    values: {
      enabledRegions: asSet(live.enabledRegions),
      provisioningRoleArn: live.provisioningRoleArn,
      manageAccessRoleArn: live.manageAccessRoleArn,
      environmentRolePermissionBoundary: live.environmentRolePermissionBoundary,
      regionalParameters: live.regionalParameters,
      lakeFormation: lakeFormationValues(live.provisioningConfigurations),
    },
    createOnly: {},
    attributes: {},
  };
}

function lakeFormationValues(configurations: readonly ProvisioningConfiguration[] | undefined): ComparableObject {
  const found = configurations?.find(
    ({ lakeFormationConfiguration }) => lakeFormationConfiguration !== undefined,
  )?.lakeFormationConfiguration;
  return {
    locationRegistrationRoleArn: found?.locationRegistrationRole,
    excludeS3Locations: asSet(found?.locationRegistrationExcludeS3Locations),
  };
}
