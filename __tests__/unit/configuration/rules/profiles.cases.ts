import * as modelGovernance from "../../../../configuration/rules/model-governance";
import * as blueprintParameters from "../../../../configuration/rules/blueprint-parameters";
import * as configurations from "../../../../configuration/rules/configurations";
import * as profiles from "../../../../configuration/rules/profiles";
import * as serviceNames from "../../../../configuration/rules/service-names";
import type { RuleCase } from "./rule-case";

const FIXED = "dev.profiles.fixed";
const AT = "dev.ts profiles.fixed";
const TOOLING = { blueprint: "Tooling" };
/** Everything of SQL analytics, which the template needs. */
const SQL = {
  [`dev.accounts.alpha.blueprints`]: {
    Tooling: {},
    DataLake: {},
    RedshiftServerless: {},
    LakehouseCatalog: {},
    QuickSight: {},
  },
};
const sql = (rest: object = {}) => ({
  ...SQL,
  [FIXED]: { name: "fixed", target: { account: "alpha" }, template: "sql-analytics", ...rest },
});
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x"]));
const handler = {
  source: {
    handler: {
      lambdaFunctionArn: "arn:aws:lambda:us-east-1:000000000001:function:accounts",
      lambdaExecutionRoleArn: "arn:aws:iam::000000000001:role/handler",
    },
  },
};
/** A profile on pools h0, h1, ... that a function fills. */
const onPools = (count: number) => {
  const keys = Array.from({ length: count }, (_, index) => `h${index}`);
  return {
    ...Object.fromEntries(keys.map((key) => [`dev.pools.${key}`, handler])),
    [`${FIXED}.target`]: { pools: keys },
    "dev.projects.two": undefined,
  };
};

const GOVERNANCE = {
  "shared.profiles.models": { name: "Generative AI model governance", template: "model-governance" },
  "shared.projects.models": { name: "GenerativeAIModelGovernanceProject", profile: "models" },
};

export const PROFILE_CASES: readonly RuleCase[] = [
  {
    rule: profiles.profileUnitsExist,
    accepts: "a unit of the domain",
    good: { [`${FIXED}.unit`]: "reporting" },
    rejects: "an unknown unit",
    bad: { [`${FIXED}.unit`]: "reportin" },
    reported: [`UNIT_UNKNOWN ${AT}.unit`],
  },
  {
    rule: profiles.targetAccountsExist,
    accepts: "a configuration in another account",
    good: { [`${FIXED}.configurations.Lake.target`]: { account: "beta", region: "us-east-1" } },
    rejects: "unknown accounts and Regions",
    bad: {
      [`${FIXED}.target`]: { account: "alfa" },
      [`${FIXED}.configurations.Lake.target`]: { account: "beta", region: "us-west-2" },
    },
    reported: [`ACCOUNT_UNKNOWN ${AT}.target.account`, `REGION_NOT_IN_ACCOUNT ${AT}.configurations.Lake.target.region`],
  },
  {
    rule: profiles.targetPoolsExist,
    accepts: "10 pools",
    good: onPools(10),
    rejects: "11 pools",
    bad: onPools(11),
    reported: [`TARGET_POOLS ${AT}.target.pools`],
  },
  {
    rule: profiles.targetPoolsExist,
    accepts: "one pool",
    good: onPools(1),
    rejects: "no pool, a pool twice, an unknown pool",
    bad: {
      ...onPools(0),
      [`${FIXED}.configurations.Lake.target`]: { pools: ["both", "both", "bothh"] },
    },
    reported: [
      `TARGET_POOLS ${AT}.target.pools`,
      `TARGET_POOLS ${AT}.configurations.Lake.target.pools[1]`,
      `POOL_UNKNOWN ${AT}.configurations.Lake.target.pools[2]`,
    ],
  },
  {
    rule: configurations.toolingIsFirst,
    accepts: "ToolingLite in place of Tooling",
    good: {
      "dev.accounts.alpha.blueprints.ToolingLite": {},
      [`${FIXED}.configurations.Tooling`]: { blueprint: "ToolingLite" },
    },
    rejects: "a profile without Tooling",
    bad: { [`${FIXED}.configurations`]: { Lake: { blueprint: "DataLake" } } },
    reported: [`TOOLING_MISSING ${AT}.configurations`],
  },
  {
    rule: configurations.toolingIsFirst,
    accepts: "Tooling under any name",
    good: { [`${FIXED}.configurations`]: { "My tools": TOOLING } },
    rejects: "Tooling twice",
    bad: { [`${FIXED}.configurations.Again`]: TOOLING },
    reported: [`TOOLING_DUPLICATE ${AT}.configurations.Tooling`],
  },
  {
    rule: configurations.toolingIsFirst,
    accepts: "ToolingLite of a template",
    good: {
      "dev.accounts.alpha.blueprints": { ToolingLite: {}, S3Bucket: {}, S3TableCatalog: {}, Tooling: {}, DataLake: {} },
      [FIXED]: { name: "fixed", target: { account: "alpha" }, template: "bring-your-own-role" },
    },
    rejects: "ToolingLite on demand, which the service refuses, also where a template brings it",
    bad: {
      "dev.accounts.alpha.blueprints": { ToolingLite: {}, S3Bucket: {}, S3TableCatalog: {}, Tooling: {}, DataLake: {} },
      [FIXED]: {
        name: "fixed",
        target: { account: "alpha" },
        template: "bring-your-own-role",
        configurations: { ToolingLite: { deploymentMode: "ON_DEMAND" } },
      },
    },
    reported: [`TOOLING_ORDER ${AT}.configurations.ToolingLite`],
  },
  {
    rule: configurations.toolingIsFirst,
    accepts: "Tooling with its order spelled out",
    good: { [`${FIXED}.configurations.Tooling`]: { ...TOOLING, deploymentMode: "ON_CREATE", deploymentOrder: 0 } },
    rejects: "Tooling on demand",
    bad: { [`${FIXED}.configurations.Tooling`]: { ...TOOLING, deploymentMode: "ON_DEMAND" } },
    reported: [`TOOLING_ORDER ${AT}.configurations.Tooling`],
  },
  {
    rule: configurations.deploymentOrdersFit,
    accepts: "order 16",
    good: { [`${FIXED}.configurations.Lake.deploymentOrder`]: 16 },
    rejects: "order 0 beside Tooling",
    bad: { [`${FIXED}.configurations.Lake.deploymentOrder`]: 0 },
    reported: [`DEPLOYMENT_ORDER ${AT}.configurations.Lake.deploymentOrder`],
  },
  {
    rule: configurations.deploymentOrdersFit,
    accepts: "no order on demand",
    good: { [`${FIXED}.configurations.Lake.deploymentMode`]: "ON_DEMAND" },
    rejects: "an order on demand",
    bad: { [`${FIXED}.configurations.Lake`]: { blueprint: "DataLake", deploymentOrder: 1 } },
    reported: [`DEPLOYMENT_ORDER ${AT}.configurations.Lake.deploymentOrder`],
  },
  {
    rule: configurations.configurationNamesDiffer,
    accepts: "a blueprint under two names",
    good: { [`${FIXED}.configurations.Lake 2`]: { blueprint: "DataLake" } },
    rejects: "names that differ in case only",
    bad: { [`${FIXED}.configurations.lake`]: { blueprint: "DataLake" } },
    reported: [`CONFIGURATION_DUPLICATE ${AT}.configurations.lake`],
  },
  {
    rule: configurations.addedConfigurationsNameABlueprint,
    accepts: "an override of the template's without a blueprint",
    good: sql({ configurations: { "Lakehouse Database": { parameters: { glueDbName: "x" } } } }),
    rejects: "an addition without a blueprint",
    bad: sql({ configurations: { "Lakehouse Databse": { parameters: { glueDbName: "x" } } } }),
    reported: [`CONFIGURATION_BLUEPRINT_MISSING ${AT}.configurations["Lakehouse Databse"].blueprint`],
  },
  {
    rule: configurations.leftOutConfigurationsExist,
    accepts: "a part of the template left out",
    good: sql({ without: ["OnDemand QuickSight"] }),
    rejects: "a part left out that is not there",
    bad: sql({ without: ["OnDemand Quicksite"] }),
    reported: [`CONFIGURATION_UNKNOWN ${AT}.without[0]`],
  },
  {
    rule: configurations.leftOutConfigurationsExist,
    accepts: "a part left out and replaced",
    good: sql({
      without: ["OnDemand QuickSight"],
      configurations: { "OnDemand QuickSight": { blueprint: "QuickSight" } },
    }),
    rejects: "a part left out and overridden",
    bad: sql({ without: ["OnDemand QuickSight"], configurations: { "OnDemand QuickSight": { description: "x" } } }),
    reported: [`CONFIGURATION_CONTRADICTION ${AT}.without[0]`],
  },
  {
    rule: profiles.blueprintsAreEnabledWhereProfilesReach,
    accepts: "SSM paths, which only the service can read",
    good: {
      [`${FIXED}.target`]: { accountIdPath: "/a", regionPath: "/r" },
      [`${FIXED}.configurations.QuickSight`]: { blueprint: "QuickSight" },
    },
    rejects: "a blueprint that one account of a pool does not enable",
    bad: {
      "dev.accounts.alpha.blueprints.QuickSight": {},
      "dev.profiles.dynamic.configurations.QuickSight": { blueprint: "QuickSight" },
    },
    reported: ["BLUEPRINT_NOT_ENABLED dev.ts profiles.dynamic.configurations.QuickSight"],
  },
  {
    rule: profiles.blueprintsAreEnabledWhereProfilesReach,
    accepts: "the template's blueprints where all are enabled",
    good: sql(),
    rejects: "a blueprint that is enabled in another Region",
    bad: {
      "dev.accounts.alpha.regions": { "us-east-1": {}, "us-west-2": {} },
      "dev.accounts.alpha.blueprints.DataLake": { regions: ["us-west-2"] },
      "dev.pools.both.source.accounts": [{ account: "beta" }],
      "dev.projects.one.account": { account: "beta" },
    },
    reported: [`BLUEPRINT_NOT_ENABLED ${AT}.configurations.Lake`],
  },
  {
    rule: profiles.productionProfilesReachProduction,
    accepts: "a production profile on a production account",
    good: {},
    rejects: "profiles of the other kind",
    bad: { "prod.profiles.fixed.production": false, [`${FIXED}.production`]: true },
    reported: [`PRODUCTION_MISMATCH ${AT}.production`, "PRODUCTION_MISMATCH prod.ts profiles.fixed.production"],
  },
  {
    rule: profiles.profileTagsAreNotTooMany,
    accepts: "25 resource tags",
    good: { [`${FIXED}.resourceTags`]: tags(25) },
    rejects: "26 resource tags",
    bad: { [`${FIXED}.resourceTags`]: tags(26) },
    reported: [`RESOURCE_TAG_COUNT ${AT}.resourceTags`],
  },
  {
    rule: profiles.profilesAreUsed,
    accepts: "a profile that only a project uses",
    good: { "dev.grants.create.profiles": ["dynamic"] },
    rejects: "a profile that nobody may use, as a warning",
    bad: { "dev.grants.create.profiles": ["dynamic"], "dev.projects.two": undefined },
    reported: [`PROFILE_UNUSED ${AT}`],
  },
  {
    rule: serviceNames.profileNamesAreUnique,
    accepts: "profiles of one key in two stages",
    good: {},
    rejects: "profiles of one name in two stages",
    bad: { "prod.profiles.fixed.name": "Fixed" },
    reported: ["NAME_DUPLICATE prod.ts profiles.fixed.name"],
  },
  {
    rule: blueprintParameters.parameterValuesAreAllowed,
    accepts: "values that the template takes, and parameters of which nothing is known",
    good: {
      [`${FIXED}.configurations.Tooling.parameters`]: {
        lifecycleManagement: "DISABLED",
        enableTrustedIdentityPropagationPermissions: { value: "false", editable: true },
        enableSpaces: { editable: true },
        idleTimeoutInMinutes: "true",
      },
    },
    rejects: "a switch as a life cycle, and the other way round; in projects, too",
    bad: {
      [`${FIXED}.configurations.Tooling.parameters`]: {
        lifecycleManagement: { value: "true", editable: true },
        enableTrustedIdentityPropagationPermissions: "ENABLED",
      },
      "dev.projects.two.environments": { Tooling: { parameters: { lifecycleManagement: "enabled" } } },
    },
    reported: [
      `PARAMETER_VALUE ${AT}.configurations.Tooling.parameters.enableTrustedIdentityPropagationPermissions`,
      `PARAMETER_VALUE ${AT}.configurations.Tooling.parameters.lifecycleManagement.value`,
      "PARAMETER_VALUE dev.ts projects.two.environments.Tooling.parameters.lifecycleManagement",
    ],
  },
  {
    rule: blueprintParameters.parameterValuesAreAllowed,
    accepts:
      "a switch in the template's words where the profile is bound to pools, and a name for an environment of a project",
    good: {
      "dev.profiles.dynamic.configurations.Tooling.parameters": {
        lifecycleManagement: "ENABLED",
        enableAthena: "true",
      },
    },
    rejects: "other spellings of on and off, an empty text, also with pools; a project's empty value without a default",
    bad: {
      "dev.accounts.alpha.blueprints": { Tooling: {}, S3Bucket: {}, DataLake: {} },
      "dev.profiles.dynamic.configurations.Tooling.parameters": {
        lifecycleManagement: { value: "", editable: false },
        enableAthena: "True",
        enableSpaces: "1",
        enableNetworkIsolation: " true",
      },
      [`${FIXED}.configurations.Bucket`]: {
        blueprint: "S3Bucket",
        parameters: { bucketName: { value: "replace-me", editable: true } },
      },
      "dev.projects.two.environments": { Bucket: { parameters: { bucketName: "" } } },
    },
    reported: [
      ...["enableAthena", "enableNetworkIsolation", "enableSpaces", "lifecycleManagement.value"].map(
        (name) => `PARAMETER_VALUE dev.ts profiles.dynamic.configurations.Tooling.parameters.${name}`,
      ),
      "PARAMETER_VALUE dev.ts projects.two.environments.Bucket.parameters.bucketName",
    ],
  },
  {
    rule: blueprintParameters.parameterNamesAreKnown,
    accepts: "names as the template has them, and others that nobody knows",
    good: {
      [`${FIXED}.configurations.Tooling.parameters`]: { lifecycleManagement: "ENABLED", somethingNew: "x" },
    },
    rejects: "the same name in another case, once, in projects too",
    bad: {
      "dev.accounts.alpha.blueprints": { Tooling: {}, S3Bucket: {}, DataLake: {} },
      [`${FIXED}.configurations.Tooling.parameters`]: { LifecycleManagement: "true", enablespaces: { editable: true } },
      [`${FIXED}.configurations.Bucket`]: { blueprint: "S3Bucket", parameters: { BucketName: "x" } },
      "dev.projects.two.environments": { Tooling: { parameters: { enablespaces: "true" } } },
    },
    reported: [
      `PARAMETER_NAME ${AT}.configurations.Bucket.parameters.BucketName`,
      `PARAMETER_NAME ${AT}.configurations.Tooling.parameters.LifecycleManagement`,
      `PARAMETER_NAME ${AT}.configurations.Tooling.parameters.enablespaces`,
      "PARAMETER_NAME dev.ts projects.two.environments.Tooling.parameters.enablespaces",
    ],
  },
  {
    rule: blueprintParameters.requiredParametersAreDeclared,
    accepts: "a placeholder, the stock template's too, and values from SSM",
    good: {
      "dev.accounts.alpha.blueprints": { Tooling: {}, ToolingLite: {}, S3Bucket: {}, S3TableCatalog: {}, DataLake: {} },
      [FIXED]: {
        name: "fixed",
        target: { account: "alpha" },
        template: "bring-your-own-role",
        configurations: { "Another bucket": { blueprint: "S3Bucket", ssmPath: "/bucket" } },
      },
    },
    rejects: "blueprints without their name, with an empty one, and on demand",
    bad: {
      "dev.accounts.alpha.blueprints": { Tooling: {}, S3Bucket: {}, S3TableCatalog: {}, DataLake: {} },
      [`${FIXED}.configurations.Bucket`]: { blueprint: "S3Bucket" },
      [`${FIXED}.configurations.Named`]: { blueprint: "S3Bucket", parameters: { bucketName: { editable: true } } },
      [`${FIXED}.configurations.Tables`]: {
        blueprint: "S3TableCatalog",
        deploymentMode: "ON_CREATE",
        parameters: { catalogName: "" },
      },
    },
    reported: [
      `PROFILE_PARAMETER_MISSING ${AT}.configurations.Bucket.parameters.bucketName`,
      `PROFILE_PARAMETER_MISSING ${AT}.configurations.Named.parameters.bucketName`,
      `PROFILE_PARAMETER_MISSING ${AT}.configurations.Tables.parameters.catalogName`,
    ],
  },
  {
    rule: profiles.configurationsHaveATarget,
    accepts: "no target where every configuration has its own",
    good: {
      [`${FIXED}.target`]: undefined,
      [`${FIXED}.configurations.Tooling.target`]: { account: "alpha" },
      [`${FIXED}.configurations.Lake.target`]: { account: "alpha" },
    },
    rejects: "no target where one configuration has none",
    bad: { [`${FIXED}.target`]: undefined, [`${FIXED}.configurations.Tooling.target`]: { account: "alpha" } },
    reported: [`TARGET_MISSING ${AT}.target`],
  },
  {
    rule: modelGovernance.modelGovernanceProfilesFit,
    accepts: "the profile with its project, in the stage that owns the domain",
    good: GOVERNANCE,
    rejects: "another name, another unit, a target and configurations",
    bad: {
      ...GOVERNANCE,
      "shared.profiles.models.name": "Model governance",
      "shared.profiles.models.unit": "finance",
      "shared.profiles.models.target": { account: "governance" },
      "shared.profiles.models.configurations": {
        Tooling: { blueprint: "Tooling", target: { accountIdPath: "/a", regionPath: "/r" } },
      },
    },
    reported: ["configurations", "name", "target", "unit"].map(
      (part) => `MODEL_GOVERNANCE shared.ts profiles.models.${part}`,
    ),
  },
  {
    rule: modelGovernance.modelGovernanceProfilesFit,
    accepts: "no such profile at all",
    good: {},
    rejects: "the profile in a stage that joins the domain",
    bad: {
      "dev.profiles.models": GOVERNANCE["shared.profiles.models"],
      "dev.projects.models": GOVERNANCE["shared.projects.models"],
    },
    reported: ["MODEL_GOVERNANCE dev.ts profiles.models"],
  },
  {
    rule: modelGovernance.modelGovernanceProjectsFit,
    accepts: "members of the project",
    good: {
      ...GOVERNANCE,
      "shared.projects.models.members": { leads: { group: "leads", designation: "PROJECT_OWNER" } },
    },
    rejects: "a profile without its project",
    bad: { ...GOVERNANCE, "shared.projects.models": undefined },
    reported: ["MODEL_GOVERNANCE shared.ts profiles.models"],
  },
  {
    rule: modelGovernance.modelGovernanceProjectsFit,
    accepts: "other projects under other names",
    good: GOVERNANCE,
    rejects: "another name or unit of the project, and its name on another profile",
    bad: {
      ...GOVERNANCE,
      "shared.projects.models.name": "Models",
      "shared.projects.models.unit": "finance",
      "dev.projects.two.name": "GenerativeAIModelGovernanceProject",
    },
    reported: [
      "MODEL_GOVERNANCE dev.ts projects.two.profile",
      "MODEL_GOVERNANCE shared.ts projects.models.name",
      "MODEL_GOVERNANCE shared.ts projects.models.unit",
    ],
  },
  {
    rule: modelGovernance.modelGovernanceIsOnce,
    accepts: "one in the domain",
    good: GOVERNANCE,
    rejects: "two in the domain",
    bad: {
      ...GOVERNANCE,
      "shared.profiles.again": GOVERNANCE["shared.profiles.models"],
      "shared.projects.again": { name: "GenerativeAIModelGovernanceProject", profile: "again" },
    },
    reported: [
      "MODEL_GOVERNANCE shared.ts profiles.again.template",
      "NAME_DUPLICATE shared.ts profiles.again.name",
      "NAME_DUPLICATE shared.ts projects.again.name",
    ],
  },
];
