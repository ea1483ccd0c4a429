import type { ResolvedAccount, Stage } from "../configuration/model";
import type { BlueprintTemplates } from "./blueprint-templates";
import type { LiveDomain } from "./live-domain";
import type { Place } from "./finding";
import type { AccountReads } from "./reads";

/** An account that preflight can read. */
export interface SeenAccount {
  readonly account: ResolvedAccount;
  readonly reads: AccountReads;
  /** Regions that the stage uses there and that the account has enabled. */
  readonly regions: readonly string[];
}

/** Everything that checks look at. Accounts that cannot be read are reported, and left out. */
export interface Landscape {
  readonly stage: Stage;
  readonly accounts: readonly SeenAccount[];
  /** The account that owns the domain; undefined where it cannot be read. */
  readonly governance: SeenAccount | undefined;
  /** The live domain; undefined while there is none. */
  readonly domain: LiveDomain | undefined;
  readonly templates: BlueprintTemplates;
}

/** Place of an account, or of one of its Regions. */
export function placeOf({ account }: Pick<SeenAccount, "account">, region?: string): Place {
  const place = { account: account.key, accountId: account.id };
  return region === undefined ? place : { ...place, region };
}

/** Region that every account of a partition can be asked about itself in. */
export function homeRegion(partition: Stage["environment"]["organization"]["partition"]): string {
  return { aws: "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1" }[partition];
}

/** Regions that the stage uses in an account. */
export function usedRegions({ domain, environment: { state } }: Stage, account: ResolvedAccount): string[] {
  const states = state.backend === "s3" ? [state.region ?? domain.region] : [];
  const own = account.hostsProjects ? Object.keys(account.regions) : [];
  return [...new Set([domain.region, ...states, ...own])].sort();
}

/** Accounts and Regions of projects, as far as they can be read: one entry for each Region of each hosting account. */
export function hostingRegions({ accounts }: Landscape): { readonly seen: SeenAccount; readonly region: string }[] {
  return accounts.flatMap((seen) =>
    seen.account.hostsProjects
      ? Object.keys(seen.account.regions)
          .filter((region) => seen.regions.includes(region))
          .map((region) => ({ seen, region }))
      : [],
  );
}

/** Accounts of the stage that host projects and can be read. */
export function hostingAccounts({ accounts }: Landscape): SeenAccount[] {
  return accounts.filter(({ account }) => account.hostsProjects);
}
