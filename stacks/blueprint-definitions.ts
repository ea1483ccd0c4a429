import { BLUEPRINTS, type BlueprintName } from "../contracts/blueprints";
import type { ResolvedAccount } from "../environments/model";
import type { BlueprintDefinition } from "../modules/blueprint-configuration";
import type { RemoteOutputs } from "../modules/remote-state";

/** What blueprints of an account refer to. */
export interface BlueprintReferences {
  readonly foundation: RemoteOutputs<"foundation">;
  readonly provisioningRoleArn: string;
  readonly manageAccessRoleArn: string;
  readonly queryExecutionRoleArn: string;
  unitId(key: string): string;
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
    configuration: {
      enabledRegions: configured.regions ?? Object.keys(account.regions),
      provisioningRoleArn: BLUEPRINTS[blueprint].usesProvisioningRole ? references.provisioningRoleArn : undefined,
      // On every blueprint: Tooling without it is accepted, and the deployment of projects then fails.
      manageAccessRoleArn: references.manageAccessRoleArn,
      regionalParameters: regionalParameters(account, blueprint, configured, references),
      globalParameters: globalParameters(blueprint, configured, references),
      lakeFormation: lakeFormation(account, blueprint),
    },
    grants: configured.grantTo.map((grant) => ({
      key: `${grant.unit}-${grant.designation.toLowerCase()}`,
      domainUnitId: references.unitId(grant.unit),
      includeChildDomainUnits: grant.includeChildUnits,
      designation: grant.designation,
    })),
  }));
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

/** What the account can offer in a Region, by parameter name. */
function offeredParameters(
  account: ResolvedAccount,
  region: string,
  { foundation }: BlueprintReferences,
): Record<string, string> {
  const network = account.regions[region]?.network;
  const zonesKnown =
    network?.mode === "create" || (network?.subnets.every((subnet) => subnet.availabilityZone) ?? false);
  return {
    S3Location: foundation.entryMember("regions", region, "s3Location"),
    VpcId: foundation.entryMember("regions", region, "vpcId"),
    Subnets: foundation.joinedMember("regions", region, "subnetIds"),
    ...(zonesKnown ? { AZs: foundation.joinedMember("regions", region, "availabilityZones") } : {}),
    KmsKeyArn: foundation.entryMember("regions", region, "kmsKeyArn"),
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
