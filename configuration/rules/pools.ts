import type { Pool } from "../model";
import { show, type Path } from "../problems";
import { REGIONS_PER_POOL_ACCOUNT } from "../resolve";
import { repeated, type Evidence, type Finding } from "./finding";
import { domainRegion, regionOutsideAccount, unknownAccount } from "./references";
import type { DomainView, StageView } from "./view";

/** Limits of the service. @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/quotas.html */
const ACCOUNTS_PER_POOL = 25;
const POOLS_PER_DOMAIN = 100;
/** `AccountInfo.supportedRegions` of the API shuts out GovCloud. */
const POOL_REGION = /^[a-z]{2}-[a-z]{4,10}-\d$/;
/** `lambdaExecutionRoleArn` of the API. */
const HANDLER_ROLE = /^arn:aws[^:]*:iam::\d{12}:(role|role\/service-role)\/[\w+=,.@-]*$/;

type StaticSource = Extract<Pool["source"], { accounts: unknown }>;

/** A static pool has 1 to 25 accounts. */
export function poolsHoldOneTo25Accounts(stage: StageView): Finding[] {
  return staticPools(stage).flatMap(([key, { accounts }]): Finding[] => {
    if (accounts.length >= 1 && accounts.length <= ACCOUNTS_PER_POOL) return [];
    const fix =
      accounts.length === 0 ? "add an account, or remove the pool" : "split it into several pools, or use a handler";
    const at = { path: ["pools", key, "source", "accounts"], got: `${accounts.length} accounts` };
    return [{ ...at, code: "POOL_ACCOUNTS", allowed: `1 to ${ACCOUNTS_PER_POOL}`, fix, reads: [] }];
  });
}

/** Accounts of a pool exist. */
export function poolAccountsExist(stage: StageView): Finding[] {
  return poolEntries(stage).flatMap(({ path, account }) => unknownAccount(stage, [...path, "account"], account));
}

/** Accounts of a pool host projects. */
export function poolAccountsHostProjects(stage: StageView): Finding[] {
  return poolEntries(stage).flatMap(({ path, account }): Finding[] => {
    if (!stage.accounts.has(account) || Object.keys(stage.environment.accounts[account].blueprints).length > 0)
      return [];
    const at = { path: [...path, "account"], reads: [{ path: ["accounts", account, "blueprints"] }] };
    const fix = `enable blueprints under accounts.${account}.blueprints, or take it out of the pool`;
    return [
      {
        ...at,
        code: "POOL_ACCOUNT_IDLE",
        got: `${show(account)}, which has no blueprints`,
        allowed: "accounts with blueprints",
        fix,
      },
    ];
  });
}

/** An account is in a pool once. */
export function poolAccountsAreDistinct(stage: StageView): Finding[] {
  return staticPools(stage).flatMap(([key, { accounts }]) =>
    repeated([...accounts.entries()], ([, { account }]) => account).map(
      ({ first, again: [index, { account }] }): Finding => {
        const path = ["pools", key, "source", "accounts", index, "account"];
        const got = `${show(account)}, which is also accounts[${first[0]}]`;
        const reads = [{ path: ["pools", key, "source", "accounts", first[0], "account"] }];
        return {
          code: "POOL_ACCOUNT_DUPLICATE",
          path,
          got,
          allowed: "an account once",
          fix: "name all its Regions in one entry",
          reads,
        };
      },
    ),
  );
}

/** An account of a pool offers 1 to 3 of its own Regions, each once. */
export function poolRegionsBelongToAccounts(stage: StageView): Finding[] {
  return poolEntries(stage).flatMap(({ path, account, regions }): Finding[] => {
    if (regions === undefined) return [];
    const at = [...path, "regions"];
    const distinct = new Set(regions).size;
    const elsewhere = regions.flatMap((region, index) => regionOutsideAccount(stage, [...at, index], account, region));
    if (regions.length < 1 || regions.length > REGIONS_PER_POOL_ACCOUNT || distinct < regions.length) {
      const got = distinct < regions.length ? `${show(regions)}, one of them twice` : `${regions.length} Regions`;
      return [
        {
          code: "POOL_REGIONS",
          path: at,
          got,
          allowed: `1 to ${REGIONS_PER_POOL_ACCOUNT} different Regions`,
          reads: [{ path: at }],
        },
        ...elsewhere,
      ];
    }
    return elsewhere;
  });
}

/** Regions of a pool have the form that the API takes: no GovCloud Regions. */
export function poolRegionsHaveTheServicesForm(stage: StageView): Finding[] {
  // Without a domain the default Region of accounts is unknown.
  if (stage.domain === undefined) return [];
  return Object.entries(stage.pools).flatMap(([key, { source }]) => {
    const at = ["pools", key, "source"];
    if ("accounts" in source) {
      return source.accounts.flatMap(({ account, regions }, index) => {
        const given = { path: [...at, "accounts", index, "regions"] };
        const reads = [given, { path: ["accounts", account, "regions"] }, ...domainRegion(stage)];
        return regions.flatMap((region) => regionForm([...at, "accounts", index], region, reads));
      });
    }
    if (!("discover" in source)) return [];
    return source.discover.regions.flatMap((region, index) =>
      regionForm([...at, "discover", "regions", index], region),
    );
  });
}

function regionForm(path: Path, region: string, reads: readonly Evidence[] = []): Finding[] {
  if (POOL_REGION.test(region)) return [];
  const allowed = "Regions such as us-east-1: the service takes no GovCloud Regions in account pools";
  return [{ code: "POOL_REGION_FORM", path, got: show(region), allowed, reads }];
}

/** The role of a pool handler lies where the API accepts it. */
export function poolHandlerRolesHaveAnAcceptedPath({ environment }: StageView): Finding[] {
  return Object.entries(environment.pools).flatMap(([key, { source }]): Finding[] => {
    if (!("handler" in source) || HANDLER_ROLE.test(source.handler.lambdaExecutionRoleArn)) return [];
    const path = ["pools", key, "source", "handler", "lambdaExecutionRoleArn"];
    return [
      {
        code: "POOL_ROLE_PATH",
        path,
        got: show(source.handler.lambdaExecutionRoleArn),
        allowed: "a role with path / or /service-role/",
      },
    ];
  });
}

/** A pool that discovers its accounts does not take the whole organization. */
export function poolDiscoveryIsBounded({ environment }: StageView): Finding[] {
  return Object.entries(environment.pools).flatMap(([key, { source }]): Finding[] => {
    if (!("discover" in source)) return [];
    const { organizationalUnitIds, accountTags } = source.discover;
    if (organizationalUnitIds.length > 0 || Object.keys(accountTags).length > 0) return [];
    const path = ["pools", key, "source", "discover"];
    const allowed = "at least one of organizationalUnitIds and accountTags";
    return [
      { code: "POOL_DISCOVERY_UNBOUNDED", path, got: "every account of the organization", allowed, reads: [{ path }] },
    ];
  });
}

/** Accounts of a pool are all production or none is. */
export function poolsDoNotMixProduction({ environment, accounts: known }: StageView): Finding[] {
  return Object.entries(environment.pools).flatMap(([key, { source }]): Finding[] => {
    if (!("accounts" in source)) return [];
    const names = source.accounts.map(({ account }) => account).filter((account) => known.has(account));
    const production = names.filter((account) => environment.accounts[account].production);
    const other = names.find((account) => !environment.accounts[account].production);
    if (production.length === 0 || other === undefined) return [];
    const path = ["pools", key, "source", "accounts"];
    const reads = [{ path }, ...names.map((account) => ({ path: ["accounts", account, "production"] }))];
    const got = `production account ${show(production[0])} beside ${show(other)}`;
    return [{ code: "PRODUCTION_MIXED", path, got, allowed: "accounts that are all production, or none", reads }];
  });
}

/** A domain has at most 100 pools over all its stages. */
export function poolsAreNotTooMany(domain: DomainView): Finding[] {
  const counts = domain.map((stage) => Object.keys(stage.environment.pools).length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= POOLS_PER_DOMAIN) return [];
  const stage = domain[counts.indexOf(Math.max(...counts))];
  const others = domain.filter((other) => other !== stage);
  const reads = others.map((other) => ({ stage: other, path: ["pools"] }));
  return [
    {
      code: "POOL_COUNT",
      stage,
      path: ["pools"],
      got: `${total} pools in all stages of the domain`,
      allowed: `at most ${POOLS_PER_DOMAIN}`,
      reads,
    },
  ];
}

function staticPools({ environment }: StageView): [string, StaticSource][] {
  return Object.entries(environment.pools).flatMap(([key, { source }]) =>
    "accounts" in source ? [[key, source] as [string, StaticSource]] : [],
  );
}

function poolEntries(stage: StageView): { path: Path; account: string; regions?: string[] }[] {
  return staticPools(stage).flatMap(([key, { accounts }]) =>
    accounts.map((entry, index) => ({ ...entry, path: ["pools", key, "source", "accounts", index] })),
  );
}
