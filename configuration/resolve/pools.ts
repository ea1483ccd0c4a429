import { poolName } from "../../contracts/names";
import type { Pool, ResolvedPool, ResolvedRegion } from "../model";

/** Regions that the service takes per account of a pool. */
export const REGIONS_PER_POOL_ACCOUNT = 3;

/** Regions by account key. */
export type RegionsByAccount = Readonly<Record<string, Readonly<Record<string, ResolvedRegion>>>>;

/** Regions that an account offers in a pool: those named there, or its first three. */
export function poolRegions(
  entry: { account: string; regions?: readonly string[] },
  regionsOf: RegionsByAccount,
): readonly string[] {
  return entry.regions ?? Object.keys(regionsOf[entry.account] ?? {}).slice(0, REGIONS_PER_POOL_ACCOUNT);
}

/** A pool with its name and the Regions of its accounts filled in. */
export function resolvePool(key: string, pool: Pool, stage: string, regionsOf: RegionsByAccount): ResolvedPool {
  const { name = poolName(stage, key), description, source } = pool;
  return {
    key,
    name,
    ...(description === undefined ? {} : { description }),
    source:
      "accounts" in source
        ? {
            accounts: source.accounts.map((entry) => ({
              account: entry.account,
              regions: [...poolRegions(entry, regionsOf)],
              ...(entry.name === undefined ? {} : { name: entry.name }),
            })),
          }
        : source,
  };
}
