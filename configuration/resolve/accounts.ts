import { keyChoice } from "../../contracts/encryption-key";
import { TAG_KEYS } from "../../contracts/names";
import { defaultZones } from "../../contracts/service/regions";
import type { Account, BucketChoice, Environment, RegionSettings, ResolvedAccount, ResolvedRegion } from "../model";
import { regionSettings } from "../schema/network";

/** Tells whether an account has blueprints, and with them keys, bucket, network and an association. */
export function hostsProjects(account: Account): boolean {
  return Object.keys(account.blueprints).length > 0;
}

/** Regions of an account: its own, or the domain's where it hosts projects and names none. */
export function resolveRegions(account: Account, domainRegion: string): Record<string, ResolvedRegion> {
  const isDefault = Object.keys(account.regions).length === 0 && hostsProjects(account);
  const regions = isDefault ? { [domainRegion]: regionSettings.parse({}) } : account.regions;
  return Object.fromEntries(
    Object.entries(regions).map(([region, settings]) => [region, resolveRegion(region, settings)]),
  );
}

/** The place where the texts of a stage file become choices: `aws-owned`, `none` and absence are read nowhere else. */
function resolveRegion(region: string, { network, bucketName, kmsKeyArn }: RegionSettings): ResolvedRegion {
  const zoned = network.mode === "create" ? { ...network, zones: network.zones ?? [...defaultZones(region)] } : network;
  return { network: zoned, bucket: bucketChoice(bucketName), dataKey: keyChoice(kmsKeyArn) };
}

/** The choice that a stage file's `bucketName` stands for. */
export function bucketChoice(text: string | undefined): BucketChoice {
  if (text === undefined) return { type: "created" };
  return text === "none" ? { type: "none" } : { type: "given", name: text };
}

/** An account with Regions, blueprint Regions and tags filled in. */
export function resolveAccount(
  key: string,
  account: Account,
  environment: Environment,
  domainRegion: string,
): ResolvedAccount {
  const regions = resolveRegions(account, domainRegion);
  const blueprints = Object.fromEntries(
    Object.entries(account.blueprints).map(([name, blueprint]) => [
      name,
      { ...blueprint, regions: blueprint.regions ?? Object.keys(regions) },
    ]),
  );
  return {
    ...account,
    key,
    name: account.name ?? key,
    regions,
    blueprints,
    hostsProjects: hostsProjects(account),
    invited: environment.sharing.invitedAccounts.includes(key),
    tags: {
      ...environment.organization.tags,
      ...environment.tags,
      ...(account.businessUnit === undefined ? {} : { [TAG_KEYS.businessUnit]: account.businessUnit }),
      ...(account.costCenter === undefined ? {} : { [TAG_KEYS.costCenter]: account.costCenter }),
      ...account.tags,
    },
  };
}
