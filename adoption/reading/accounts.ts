import {
  type EnvironmentBlueprintConfigurationItem,
  ListEnvironmentBlueprintConfigurationsCommand,
} from "@aws-sdk/client-datazone";
import { GetRoleCommand } from "@aws-sdk/client-iam";
import { GetDataLakeSettingsCommand } from "@aws-sdk/client-lakeformation";
import { isNotFound } from "../../aws/faults";
import { allPages } from "../../aws/pages";
import { BLUEPRINT_NAMES, type BlueprintName } from "../../contracts/service/blueprints";
import { ROLE_NAMES } from "../../contracts/names";
import type { LiveAccount, LiveBlueprint, LiveRoles } from "../live";
import type { AccountClients } from "./access";
import type { DomainItself } from "./domain";
import { readBlueprintGrants } from "./grants";
import { eachOf, sortedBy } from "./order";

/** Reads what an account has for the domain. Everything is asked in the account itself. */
export async function readAccount(
  clients: AccountClients,
  domain: DomainItself,
  accountId: string,
  blueprintNames: ReadonlyMap<string, string>,
): Promise<LiveAccount> {
  const items = await allPages(
    (nextToken) =>
      clients.datazone.send(
        new ListEnvironmentBlueprintConfigurationsCommand({ domainIdentifier: domain.id, nextToken }),
      ),
    (page) => page.items,
  );
  const blueprints = sortedBy(
    items.flatMap((item) => managedBlueprint(item, blueprintNames)),
    ({ name }) => name,
  );
  const managed = new Set(blueprints.map(({ id }) => id));
  const regions = [...new Set(blueprints.flatMap((blueprint) => blueprint.regions))].sort();
  return {
    id: accountId,
    blueprints,
    customBlueprints: items
      .map(({ environmentBlueprintId = "" }) => environmentBlueprintId)
      .filter((id) => !managed.has(id))
      .sort(),
    grants: await readBlueprintGrants(clients, domain.id, accountId, [...managed]),
    roles: blueprints.length === 0 ? {} : await readRoles(clients, domain),
    dataLakeAdministrators: Object.fromEntries(
      await eachOf(regions, async (region) => [region, await administrators(clients, region)] as const),
    ),
  };
}

function managedBlueprint(
  item: EnvironmentBlueprintConfigurationItem,
  names: ReadonlyMap<string, string>,
): LiveBlueprint[] {
  const id = item.environmentBlueprintId ?? "";
  const name = BLUEPRINT_NAMES.find((known) => known === names.get(id)) satisfies BlueprintName | undefined;
  if (name === undefined) return [];
  const registration = item.provisioningConfigurations?.find(
    ({ lakeFormationConfiguration }) => lakeFormationConfiguration !== undefined,
  )?.lakeFormationConfiguration;
  return [
    {
      id,
      name,
      regions: [...(item.enabledRegions ?? [])].sort(),
      provisioningRoleArn: present(item.provisioningRoleArn),
      manageAccessRoleArn: present(item.manageAccessRoleArn),
      permissionBoundaryArn: present(item.environmentRolePermissionBoundary),
      regionalParameters: item.regionalParameters ?? {},
      lakeFormation:
        registration?.locationRegistrationRole === undefined
          ? undefined
          : {
              locationRegistrationRoleArn: registration.locationRegistrationRole,
              excludeS3Locations: registration.locationRegistrationExcludeS3Locations ?? [],
            },
    },
  ];
}

const present = (text: string | undefined): string | undefined => (text === "" ? undefined : text);

/** Roles under the names that AWS's console gives them: blueprints do not return all the roles that they use. */
async function readRoles({ iam }: AccountClients, domain: DomainItself): Promise<LiveRoles> {
  const names: Record<keyof LiveRoles, string> = {
    provisioning: ROLE_NAMES.provisioning(domain.accountId),
    manageAccess: ROLE_NAMES.manageAccess(domain.region, domain.id),
    queryExecution: ROLE_NAMES.queryExecution,
    bedrockModelManagement: ROLE_NAMES.bedrockModelManagement,
    bedrockConsumption: ROLE_NAMES.bedrockConsumption,
  };
  const found = await eachOf(Object.entries(names), async ([role, RoleName]) => {
    try {
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      return [[role, Role?.Arn] as const];
    } catch (error) {
      if (isNotFound(error)) return [];
      throw error;
    }
  });
  return Object.fromEntries(found.flat());
}

async function administrators(clients: AccountClients, region: string): Promise<string[]> {
  const { DataLakeSettings } = await clients.lakeFormation(region).send(new GetDataLakeSettingsCommand({}));
  return (DataLakeSettings?.DataLakeAdmins ?? [])
    .map(({ DataLakePrincipalIdentifier }) => DataLakePrincipalIdentifier ?? "")
    .sort();
}
