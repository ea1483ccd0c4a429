import { isDeepStrictEqual } from "node:util";
import { AWS_OWNED } from "../../contracts/encryption-key";
import { BLUEPRINTS, type BlueprintName } from "../../contracts/service/blueprints";
import { usualOrder } from "../../contracts/service/configuration-order";
import type { LiveAccount, LiveBlueprint } from "../live";
import { compact, type AccountInput, type RegionInput } from "./parts";

const LAKE_FORMATION_BLUEPRINTS: readonly BlueprintName[] = ["DataLake", "LakehouseCatalog"];
/** Buckets that AWS's provisioning policy covers; others a configuration cannot give to an account. */
const BUCKET = /^s3:\/\/(amazon-sagemaker-[a-z0-9.-]+)$/;

/**
 * Roles and Region settings that an account offers to its blueprints, found in their configurations: most accounts were
 * furnished once, so most configurations follow from it.
 */
export class Furnishing {
  readonly regionNames: readonly string[];
  readonly provisioningRoleArn: string | undefined;
  readonly manageAccessRoleArn: string | undefined;
  readonly permissionsBoundaryArn: string | undefined;
  readonly locationRoleArn: string | undefined;
  private readonly offers: Readonly<Record<string, Readonly<Record<string, string>>>>;

  /** @param bare - whether a file must not say what the account offers in a Region: its blueprints say it then */
  constructor(
    private readonly account: LiveAccount,
    private readonly bare: (region: string) => boolean,
  ) {
    const { blueprints } = account;
    this.regionNames = [...new Set(blueprints.flatMap(({ regions }) => regions))].sort();
    this.provisioningRoleArn =
      mostFrequent(blueprints.map((blueprint) => blueprint.provisioningRoleArn)) ?? account.roles.provisioning;
    this.manageAccessRoleArn =
      mostFrequent(blueprints.map((blueprint) => blueprint.manageAccessRoleArn)) ?? account.roles.manageAccess;
    this.locationRoleArn = mostFrequent(
      blueprints
        .filter(({ name }) => LAKE_FORMATION_BLUEPRINTS.includes(name))
        .map(({ lakeFormation }) => lakeFormation?.locationRegistrationRoleArn),
    );
    this.offers = Object.fromEntries(this.regionNames.map((region) => [region, this.parametersOf(region)]));
    const boundaries = this.regionNames.map((region) => this.offers[region].PermissionsBoundaryArn);
    this.permissionsBoundaryArn = new Set(boundaries).size === 1 ? boundaries[0] : undefined;
  }

  /** Region settings of the account's file: everything is given, so nothing is created. */
  get regions(): NonNullable<AccountInput["regions"]> {
    return Object.fromEntries(this.regionNames.map((region) => [region, this.settings(region)]));
  }

  /** Tells whether the program would fill in exactly what the blueprint's configuration holds. */
  explains(blueprint: LiveBlueprint): boolean {
    const { name, lakeFormation } = blueprint;
    const location = LAKE_FORMATION_BLUEPRINTS.includes(name) ? this.locationRoleArn : undefined;
    const expected = BLUEPRINTS[name].usesProvisioningRole ? this.provisioningRoleArn : undefined;
    return (
      // Nobody can read them, and a file that describes a blueprint itself has to say them.
      BLUEPRINTS[name].requiredGlobalParameters.length === 0 &&
      blueprint.provisioningRoleArn === expected &&
      blueprint.manageAccessRoleArn === this.manageAccessRoleArn &&
      blueprint.permissionBoundaryArn === undefined &&
      lakeFormation?.locationRegistrationRoleArn === location &&
      (lakeFormation?.excludeS3Locations ?? []).length === 0 &&
      isDeepStrictEqual(nonEmpty(blueprint.regionalParameters), nonEmpty(this.filledIn(blueprint)))
    );
  }

  /** The regional parameters that follow from the account. */
  private filledIn({ name, regions }: LiveBlueprint): Record<string, Record<string, string>> {
    const { regionalParameters, optionalRegionalParameters } = BLUEPRINTS[name];
    const names: readonly string[] = [...regionalParameters, ...optionalRegionalParameters];
    return Object.fromEntries(
      regions.map((region) => [
        region,
        Object.fromEntries(Object.entries(this.offered(region)).filter(([parameter]) => names.includes(parameter))),
      ]),
    );
  }

  private offered(region: string): Record<string, string> {
    const { network, bucketName, kmsKeyArn } = this.settings(region);
    const subnets = network?.mode === "existing" ? network.subnets : [];
    const zones = subnets.map(({ availabilityZone }) => availabilityZone);
    return compact({
      S3Location: bucketName === "none" ? undefined : `s3://${bucketName}`,
      VpcId: network?.mode === "existing" ? network.vpcId : undefined,
      Subnets: subnets.length === 0 ? undefined : subnets.map(({ id }) => id).join(","),
      AZs: subnets.length === 0 || zones.includes(undefined) ? undefined : zones.join(","),
      KmsKeyArn: kmsKeyArn === AWS_OWNED ? undefined : kmsKeyArn,
      PermissionsBoundaryArn: this.permissionsBoundaryArn,
    }) as Record<string, string>;
  }

  private settings(region: string): RegionInput {
    if (this.bare(region)) return { network: { mode: "none" }, bucketName: "none", kmsKeyArn: AWS_OWNED };
    const { VpcId: vpcId, Subnets, AZs, S3Location = "", KmsKeyArn } = this.offers[region];
    const ids = (Subnets ?? "").split(",").filter((id) => id !== "");
    const zones = (AZs ?? "").split(",").filter((zone) => zone !== "");
    const networked = vpcId !== undefined && ids.length > 1;
    return {
      network: networked
        ? {
            mode: "existing",
            vpcId,
            subnets: ids.map((id, index) =>
              zones.length === ids.length ? { id, availabilityZone: zones[index] } : { id },
            ),
          }
        : { mode: "none" },
      bucketName: BUCKET.exec(S3Location)?.[1] ?? "none",
      kmsKeyArn: KmsKeyArn?.includes(":key/") === true ? KmsKeyArn : AWS_OWNED,
    };
  }

  /** Parameters in a Region: Tooling's, which has them all, then what others have beyond. */
  private parametersOf(region: string): Record<string, string> {
    const rank = ({ name }: LiveBlueprint): number => usualOrder(name);
    const ordered = [...this.account.blueprints].sort((a, b) => rank(b) - rank(a));
    const all = Object.assign(
      {},
      ...ordered.map(({ regionalParameters }) => regionalParameters[region] ?? {}),
    ) as Record<string, string>;
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
  }
}

/** Parameters that say something. */
function nonEmpty(parameters: Readonly<Record<string, Readonly<Record<string, string>>>>): unknown {
  return Object.fromEntries(
    Object.entries(parameters)
      .map(([region, values]) => [
        region,
        Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "")),
      ])
      .filter(([, values]) => Object.keys(values as object).length > 0),
  );
}

/** The most frequent text; of equally frequent ones the first by alphabet. */
function mostFrequent(texts: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))[0]?.[0];
}
