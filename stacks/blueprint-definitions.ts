import { blueprintGrantKey } from "../contracts/adoption";
import { BLUEPRINTS, type BlueprintName } from "../contracts/service/blueprints";
import type { ExactConfiguration, ResolvedAccount } from "../configuration/model";
import type { BlueprintDefinition } from "../modules/blueprint-configuration";
import type { RemoteOutputs } from "../modules/remote-state";

/** Objects that blueprints of an account refer to. */
export interface BlueprintReferences {
  readonly foundation: RemoteOutputs<"foundation">;
  readonly provisioningRoleArn: string;
  readonly manageAccessRoleArn: string;
  readonly queryExecutionRoleArn: string;
  unitId(key: string): string;
  /** Id of an existing object of the account to take over. */
  adoptId(kind: "BlueprintConfiguration" | "BlueprintGrant", ...keys: readonly string[]): string | undefined;
}

type RegionalParameters = Record<string, Record<string, string>>;
type ConfiguredBlueprint = NonNullable<ResolvedAccount["blueprints"][BlueprintName]>;

/** Blueprints that register data locations with Lake Formation. */
const LAKE_FORMATION_BLUEPRINTS: readonly BlueprintName[] = ["DataLake", "LakehouseCatalog"];

/** The account's blueprints, with everything filled in: the service erases what a write leaves out. */
export function blueprintDefinitions(account: ResolvedAccount, references: BlueprintReferences): BlueprintDefinition[] {
  const entries = Object.entries(account.blueprints) as [BlueprintName, ConfiguredBlueprint][];
  return entries.map(([blueprint, configured]) => ({
    blueprint,
    adoptId: references.adoptId("BlueprintConfiguration", blueprint),
    configuration: {
      enabledRegions: configured.regions ?? Object.keys(account.regions),
      globalParameters: globalParameters(blueprint, configured, references),
      ...(configured.exactly === undefined
        ? derived(account, blueprint, configured, references)
        : exact(configured.exactly)),
    },
    grants: configured.grantTo.map((grant) => ({
      key: blueprintGrantKey(grant.unit, grant.designation),
      adoptId: references.adoptId("BlueprintGrant", blueprint, blueprintGrantKey(grant.unit, grant.designation)),
      domainUnitId: references.unitId(grant.unit),
      includeChildDomainUnits: grant.includeChildUnits,
      designation: grant.designation,
    })),
  }));
}

type Configuration = BlueprintDefinition["configuration"];
type Held = Omit<Configuration, "enabledRegions" | "globalParameters">;

/** Values that follow from the account. */
function derived(
  account: ResolvedAccount,
  blueprint: BlueprintName,
  configured: ConfiguredBlueprint,
  references: BlueprintReferences,
): Held {
  return {
    provisioningRoleArn: BLUEPRINTS[blueprint].usesProvisioningRole ? references.provisioningRoleArn : undefined,
    // On every blueprint: Tooling without it is accepted, and the deployment of projects then fails.
    manageAccessRoleArn: references.manageAccessRoleArn,
    regionalParameters: regionalParameters(account, blueprint, configured, references),
    lakeFormation: lakeFormation(account, blueprint),
  };
}

/** Values that an existing configuration holds, as the stage's file says them. */
function exact({ environmentRolePermissionBoundaryArn, lakeFormation, ...held }: ExactConfiguration): Held {
  return {
    ...held,
    environmentRolePermissionBoundary: environmentRolePermissionBoundaryArn,
    lakeFormation:
      lakeFormation === undefined || lakeFormation.excludeS3Locations.length > 0
        ? lakeFormation
        : { locationRegistrationRoleArn: lakeFormation.locationRegistrationRoleArn },
  };
}

function regionalParameters(
  account: ResolvedAccount,
  blueprint: BlueprintName,
  configured: ConfiguredBlueprint,
  references: BlueprintReferences,
): RegionalParameters {
  const { regionalParameters: needed, optionalRegionalParameters: optional } = BLUEPRINTS[blueprint];
  const names: readonly string[] = [...needed, ...optional];
  const regions = configured.regions ?? Object.keys(account.regions);
  return Object.fromEntries(
    regions.map((region) => {
      const offered = offeredParameters(account, region, references);
      const filled = Object.fromEntries(Object.entries(offered).filter(([name]) => names.includes(name)));
      return [region, { ...filled, ...configured.regionalParameters[region] }];
    }),
  );
}

/** Values that the account can offer in a Region, by parameter name. */
function offeredParameters(
  account: ResolvedAccount,
  region: string,
  { foundation }: BlueprintReferences,
): Record<string, string> {
  const { network, bucket, dataKey } = account.regions[region];
  const networked = network.mode !== "none";
  const zonesKnown =
    networked && (network.mode === "create" || network.subnets.every((subnet) => subnet.availabilityZone));
  return {
    ...(bucket.type === "none" ? {} : { S3Location: foundation.entryMember("regions", region, "s3Location") }),
    ...(networked
      ? {
          VpcId: foundation.entryMember("regions", region, "vpcId"),
          Subnets: foundation.joinedMember("regions", region, "subnetIds"),
        }
      : {}),
    ...(zonesKnown ? { AZs: foundation.joinedMember("regions", region, "availabilityZones") } : {}),
    ...(dataKey.type === "awsOwned" ? {} : { KmsKeyArn: foundation.entryMember("regions", region, "kmsKeyArn") }),
    ...(account.permissionsBoundaryArn === undefined ? {} : { PermissionsBoundaryArn: account.permissionsBoundaryArn }),
  };
}

function globalParameters(
  blueprint: BlueprintName,
  configured: ConfiguredBlueprint,
  references: BlueprintReferences,
): Record<string, string> {
  const own: Record<string, string> =
    blueprint === "Tooling" ? { sagemakerQueryExecutionRoleArn: references.queryExecutionRoleArn } : {};
  return { ...own, ...configured.globalParameters };
}

function lakeFormation(
  account: ResolvedAccount,
  blueprint: BlueprintName,
): BlueprintDefinition["configuration"]["lakeFormation"] {
  const locationRegistrationRoleArn = account.lakeFormationLocationRoleArn;
  const applies = locationRegistrationRoleArn !== undefined && LAKE_FORMATION_BLUEPRINTS.includes(blueprint);
  return applies ? { locationRegistrationRoleArn } : undefined;
}
