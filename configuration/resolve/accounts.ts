import { TAG_KEYS } from "../../contracts/names";
import type { Account, Environment, RegionSettings, ResolvedAccount } from "../model";
import { regionSettings } from "../schema/network";

/** Whether an account has blueprints, and with them keys, bucket, network and an association. */
export function hostsProjects(account: Account): boolean {
  return Object.keys(account.blueprints).length > 0;
}

/** Regions of an account: its own, or the domain's where it hosts projects and names none. */
export function resolveRegions(account: Account, domainRegion: string): Record<string, RegionSettings> {
  if (Object.keys(account.regions).length > 0 || !hostsProjects(account)) return account.regions;
  return { [domainRegion]: regionSettings.parse({}) };
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
