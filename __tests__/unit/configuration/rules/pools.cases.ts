import * as pools from "../../../../configuration/rules/pools";
import * as serviceNames from "../../../../configuration/rules/service-names";
import type { RuleCase } from "./rule-case";

const BOTH = "dev.pools.both.source.accounts";
const HANDLER = "arn:aws:lambda:us-east-1:000000000001:function:accounts";
const role = (path: string) => `arn:aws:iam::000000000001:role/${path}handler`;
const handler = (path: string) => ({
  source: { handler: { lambdaFunctionArn: HANDLER, lambdaExecutionRoleArn: role(path) } },
});
const id = (index: number): string => String(100 + index).padStart(12, "0");
/** Accounts c0, c1, ... and a pool of them. */
const crowd = (count: number) => {
  const keys = Array.from({ length: count }, (_, index) => `c${index}`);
  return {
    ...Object.fromEntries(
      keys.map((key, index) => [`dev.accounts.${key}`, { id: id(index), blueprints: { Tooling: {} } }]),
    ),
    "dev.pools.crowd": { source: { accounts: keys.map((account) => ({ account })) } },
  };
};
const somePools = (stage: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${stage}.pools.p${index}`, handler("")]));
const FOUR = { "us-east-1": {}, "us-east-2": {}, "eu-west-1": {}, "us-west-2": {} };

export const POOL_CASES: readonly RuleCase[] = [
  {
    rule: pools.poolsHoldOneTo25Accounts,
    accepts: "a pool with 25 accounts",
    good: crowd(25),
    rejects: "a pool with 26 accounts",
    bad: crowd(26),
    reported: ["POOL_ACCOUNTS dev.ts pools.crowd.source.accounts"],
  },
  {
    rule: pools.poolsHoldOneTo25Accounts,
    accepts: "a pool with one account",
    good: crowd(1),
    rejects: "a pool without accounts",
    bad: crowd(0),
    reported: ["POOL_ACCOUNTS dev.ts pools.crowd.source.accounts"],
  },
  {
    rule: pools.poolAccountsExist,
    accepts: "accounts of the stage",
    good: {},
    rejects: "accounts of other stages, and the governance account",
    bad: { [BOTH]: [{ account: "alpha" }, { account: "gamma" }, { account: "governance" }] },
    reported: [
      "ACCOUNT_UNKNOWN dev.ts pools.both.source.accounts[1].account",
      "ACCOUNT_UNKNOWN dev.ts pools.both.source.accounts[2].account",
    ],
  },
  {
    rule: pools.poolAccountsHostProjects,
    accepts: "accounts with blueprints",
    good: {},
    rejects: "an account without blueprints",
    bad: {
      "dev.accounts.empty": { id: id(0) },
      "dev.pools.idle": { source: { accounts: [{ account: "empty", regions: [] }] } },
    },
    reported: [
      "POOL_ACCOUNT_IDLE dev.ts pools.idle.source.accounts[0].account",
      "POOL_REGIONS dev.ts pools.idle.source.accounts[0].regions",
    ],
  },
  {
    rule: pools.poolAccountsAreDistinct,
    accepts: "an account in two pools",
    good: { "dev.pools.second": { source: { accounts: [{ account: "alpha" }] } } },
    rejects: "an account twice in one pool",
    bad: { [BOTH]: [{ account: "alpha" }, { account: "beta" }, { account: "alpha" }] },
    reported: ["POOL_ACCOUNT_DUPLICATE dev.ts pools.both.source.accounts[2].account"],
  },
  {
    rule: pools.poolRegionsBelongToAccounts,
    accepts: "3 Regions of the account",
    good: {
      "dev.accounts.alpha.regions": FOUR,
      [BOTH]: [{ account: "alpha", regions: ["us-east-1", "us-east-2", "eu-west-1"] }],
    },
    rejects: "4 Regions",
    bad: { "dev.accounts.alpha.regions": FOUR, [BOTH]: [{ account: "alpha", regions: Object.keys(FOUR) }] },
    reported: ["POOL_REGIONS dev.ts pools.both.source.accounts[0].regions"],
  },
  {
    rule: pools.poolRegionsBelongToAccounts,
    accepts: "the first 3 of an account's 4 Regions by default",
    good: { "dev.accounts.alpha.regions": FOUR },
    rejects: "Regions that the account does not have",
    bad: { [BOTH]: [{ account: "alpha", regions: ["us-east-1", "us-west-2"] }] },
    reported: ["REGION_NOT_IN_ACCOUNT dev.ts pools.both.source.accounts[0].regions[1]"],
  },
  {
    rule: pools.poolRegionsHaveTheServicesForm,
    accepts: "commercial Regions",
    good: { "dev.pools.found": { source: { discover: { regions: ["us-east-1"], accountTags: { a: "b" } } } } },
    rejects: "GovCloud Regions",
    bad: { "dev.pools.found": { source: { discover: { regions: ["us-gov-west-1"], accountTags: { a: "b" } } } } },
    reported: ["POOL_REGION_FORM dev.ts pools.found.source.discover.regions[0]"],
  },
  {
    rule: pools.poolHandlerRolesHaveAnAcceptedPath,
    accepts: "a role under /service-role/",
    good: { "dev.pools.own": handler("service-role/") },
    rejects: "a role under another path",
    bad: { "dev.pools.own": handler("team/") },
    reported: ["POOL_ROLE_PATH dev.ts pools.own.source.handler.lambdaExecutionRoleArn"],
  },
  {
    rule: pools.poolDiscoveryIsBounded,
    accepts: "accounts of organizational units",
    good: {
      "dev.pools.found": {
        source: { discover: { regions: ["us-east-1"], organizationalUnitIds: ["ou-ab12-cdefghij"] } },
      },
    },
    rejects: "every account of the organization",
    bad: { "dev.pools.found": { source: { discover: { regions: ["us-east-1"] } } } },
    reported: ["POOL_DISCOVERY_UNBOUNDED dev.ts pools.found.source.discover"],
  },
  {
    rule: pools.poolsDoNotMixProduction,
    accepts: "a pool of production accounts",
    good: { "prod.pools.all": { source: { accounts: [{ account: "gamma" }] } } },
    rejects: "production accounts beside others",
    bad: {
      "prod.accounts.other": { id: id(0), blueprints: { Tooling: {} } },
      "prod.pools.all": { source: { accounts: [{ account: "gamma" }, { account: "other" }] } },
    },
    reported: ["PRODUCTION_MIXED prod.ts pools.all.source.accounts"],
  },
  {
    rule: pools.poolsAreNotTooMany,
    accepts: "100 pools in all stages",
    good: { ...somePools("dev", 50), ...somePools("prod", 49) },
    rejects: "101 pools in all stages",
    bad: { ...somePools("dev", 50), ...somePools("prod", 50) },
    reported: ["POOL_COUNT dev.ts pools"],
  },
  {
    rule: serviceNames.poolNamesAreUnique,
    accepts: "pools of one key in two stages",
    good: { "prod.pools.both": handler("") },
    rejects: "a pool named like another stage's, in other case",
    bad: { "prod.pools.both": { ...handler(""), name: "DEV-both" } },
    reported: ["NAME_DUPLICATE prod.ts pools.both.name"],
  },
  {
    rule: serviceNames.poolNamesFit,
    accepts: "a key of 48 letters with a short stage, and a name of its own",
    good: { [`dev.pools.${"p".repeat(48)}`]: { source: { accounts: [{ account: "alpha" }] } } },
    rejects: "a name of more than 64 characters from stage and key",
    bad: {
      [`${"s".repeat(20)}`]: {
        governanceAccount: "governance",
        accounts: { delta: { id: "000000000031", blueprints: { Tooling: {} } } },
        domain: { fromStage: "shared" },
        pools: { ["p".repeat(48)]: { source: { accounts: [{ account: "delta" }] } } },
      },
    },
    reported: [`NAME_TOO_LONG ${"s".repeat(20)}.ts pools.${"p".repeat(48)}`],
  },
];
