import * as grants from "../../../../configuration/rules/grants";
import * as memberPools from "../../../../configuration/rules/member-pools";
import type { RuleCase } from "./rule-case";

const member = (group: string, rest: object = {}) => ({
  policy: "ADD_TO_PROJECT_MEMBER_POOL",
  principal: { group },
  ...rest,
});
const DATA_ACCESS = {
  purposes: {},
  queues: { stewards: { description: "Stewards", deciders: ["unit-stewards"] } },
  otherwise: { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 9 },
};
/** A vocabulary with a project of its own, and other parts of the stage that owns the domain. */
const vocabulary = (parts: Readonly<Record<string, object>>) => ({
  "shared.catalog": { owner: { create: { name: "Office" } } },
  ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [`shared.${name}`, part])),
});
/** Grants of one policy on one unit to groups g0, g1, ... */
const grantsToGroups = (place: string, count: number, from = 0) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${place}.g${index + from}`,
      { policy: "CREATE_GLOSSARY", principal: { group: `g${index + from}` } },
    ]),
  );
const groups = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `shared.domain.groups.g${index}`,
      { rolePrincipalArn: `arn:aws:iam::000000000001:role/g${index}` },
    ]),
  );
const glossary = { policy: "CREATE_GLOSSARY", principal: { group: "leads" } };

export const GRANT_CASES: readonly RuleCase[] = [
  {
    rule: grants.grantUnitsAndPrincipalsExist,
    accepts: "units, users and groups of the domain",
    good: { "dev.grants.more": { policy: "CREATE_GLOSSARY", unit: "finance", principal: { user: "robot" } } },
    rejects: "unknown units, users and groups",
    bad: {
      "dev.grants.a": { policy: "CREATE_GLOSSARY", unit: "fin", principal: { user: "robo" } },
      "dev.grants.b": { policy: "CREATE_GLOSSARY", principal: { group: "lead" } },
      "dev.grants.c": { policy: "CREATE_GLOSSARY", principal: { project: { designation: "OWNER", unit: "fin" } } },
      "shared.domain.grants.d": { policy: "CREATE_GLOSSARY", principal: { domainUnit: { unit: "fin" } } },
    },
    reported: [
      "UNIT_UNKNOWN shared.ts domain.grants.d.principal.domainUnit.unit",
      "UNIT_UNKNOWN dev.ts grants.a.unit",
      "USER_UNKNOWN dev.ts grants.a.principal.user",
      "GROUP_UNKNOWN dev.ts grants.b.principal.group",
      "UNIT_UNKNOWN dev.ts grants.c.principal.project.unit",
    ],
  },
  {
    rule: grants.grantProfilesExist,
    accepts: "profiles of the stage",
    good: {},
    rejects: "a profile of another stage",
    bad: {
      "prod.grants.a": {
        policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        profiles: ["dynamic"],
        principal: { group: "leads" },
      },
    },
    reported: ["PROFILE_UNKNOWN prod.ts grants.a.profiles[0]"],
  },
  {
    rule: grants.grantBlueprintsAreEnabled,
    accepts: "a blueprint that the account enables",
    good: {
      "dev.grants.a": {
        policy: "DELEGATE_CREATE_ENVIRONMENT_PROFILE",
        account: "alpha",
        blueprint: "DataLake",
        principal: { group: "leads" },
      },
    },
    rejects: "a blueprint that it does not enable, and an unknown account",
    bad: {
      "dev.grants.a": {
        policy: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
        account: "alpha",
        blueprint: "QuickSight",
        principal: { group: "leads" },
      },
      "dev.grants.b": {
        policy: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
        account: "alfa",
        blueprint: "DataLake",
        principal: { group: "leads" },
      },
    },
    reported: ["BLUEPRINT_NOT_ENABLED dev.ts grants.a.blueprint", "ACCOUNT_UNKNOWN dev.ts grants.b.account"],
  },
  {
    rule: grants.domainGrantsComeWithTheDomain,
    accepts: "a grant that names no profile",
    good: { "shared.domain.grants.a": glossary },
    rejects: "grants that name profiles or blueprints",
    bad: {
      "shared.domain.grants.a": {
        policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        profiles: ["fixed"],
        principal: { group: "leads" },
      },
      "shared.domain.grants.b": {
        policy: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
        account: "alpha",
        blueprint: "DataLake",
        principal: { group: "leads" },
      },
    },
    reported: ["GRANT_MISPLACED shared.ts domain.grants.a", "GRANT_MISPLACED shared.ts domain.grants.b"],
  },
  {
    rule: grants.projectPrincipalsAreUnambiguous,
    accepts: "the projects of a unit",
    good: {
      "dev.grants.a": { policy: "CREATE_GLOSSARY", principal: { project: { designation: "OWNER", unit: "root" } } },
    },
    rejects: "neither a project nor a unit, and both",
    bad: {
      "dev.grants.a": { policy: "CREATE_GLOSSARY", principal: { project: { designation: "OWNER" } } },
      "dev.grants.b": {
        policy: "CREATE_GLOSSARY",
        principal: { project: { designation: "OWNER", unit: "root", projectId: "p" } },
      },
    },
    reported: [
      "PRINCIPAL_PROJECT dev.ts grants.a.principal.project",
      "PRINCIPAL_PROJECT dev.ts grants.b.principal.project",
    ],
  },
  {
    rule: grants.grantsAreDistinct,
    accepts: "a policy for two groups",
    good: { "dev.grants.a": glossary, "dev.grants.b": { ...glossary, principal: { group: "engineers" } } },
    rejects: "a grant in two stages",
    bad: {
      "dev.grants.a": glossary,
      "prod.grants.b": { principal: { group: "leads" }, policy: "CREATE_GLOSSARY", unit: "root" },
    },
    reported: ["GRANT_DUPLICATE prod.ts grants.b"],
  },
  {
    rule: grants.grantsAreDistinct,
    accepts: "equal grants of different profiles",
    good: {
      "dev.grants.a": {
        policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        profiles: ["fixed"],
        principal: { group: "leads" },
      },
      "prod.grants.a": {
        policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        profiles: ["fixed"],
        principal: { group: "leads" },
      },
    },
    rejects: "a grant that grantTo says already",
    bad: {
      "dev.grants.a": {
        policy: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
        account: "alpha",
        blueprint: "DataLake",
        principal: { project: { designation: "CONTRIBUTOR", unit: "root" } },
      },
    },
    reported: ["GRANT_DUPLICATE dev.ts accounts.alpha.blueprints.DataLake.grantTo[0]"],
  },
  {
    rule: grants.grantsPerUnitAreNotTooMany,
    accepts: "20 grants of a policy on a unit in all stages",
    good: { ...groups(20), ...grantsToGroups("shared.domain.grants", 10), ...grantsToGroups("dev.grants", 10, 10) },
    rejects: "21 grants of a policy on a unit in all stages",
    bad: { ...groups(21), ...grantsToGroups("shared.domain.grants", 10), ...grantsToGroups("dev.grants", 11, 10) },
    reported: ["GRANT_COUNT dev.ts grants.g20"],
  },
  {
    rule: grants.grantsPerUnitAreNotTooMany,
    accepts: "20 units in grantTo",
    good: {
      ...Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`shared.domain.units.u${index}`, { name: `U${index}` }]),
      ),
      "dev.accounts.alpha.blueprints.DataLake": {
        grantTo: Array.from({ length: 20 }, (_, index) => ({ unit: `u${index}` })),
      },
    },
    rejects: "21 units in grantTo",
    bad: {
      ...Object.fromEntries(
        Array.from({ length: 21 }, (_, index) => [`shared.domain.units.u${index}`, { name: `U${index}` }]),
      ),
      "dev.accounts.alpha.blueprints.DataLake": {
        grantTo: Array.from({ length: 21 }, (_, index) => ({ unit: `u${index}` })),
      },
    },
    reported: ["GRANT_COUNT dev.ts accounts.alpha.blueprints.DataLake.grantTo[20]"],
  },
  {
    rule: memberPools.memberPoolsCoverProjects,
    accepts: "a member pool on every unit up to the root",
    good: {
      "shared.domain.grants.members": member("engineers", { includeChildUnits: false }),
      "shared.domain.grants.finance": member("engineers", { unit: "finance", includeChildUnits: false }),
      "shared.domain.grants.reporting": member("engineers", { unit: "reporting", includeChildUnits: false }),
    },
    rejects: "a gap in the middle",
    bad: {
      "shared.domain.grants.members": member("engineers", { includeChildUnits: false }),
      "shared.domain.grants.reporting": member("engineers", { unit: "reporting" }),
    },
    reported: ["MEMBER_POOL_MISSING dev.ts grants.create"],
  },
  {
    rule: memberPools.memberPoolsCoverProjects,
    accepts: "a root member pool that reaches everywhere",
    good: {},
    rejects: "no member pool at the root",
    bad: { "shared.domain.grants.members": member("engineers", { unit: "finance" }) },
    reported: ["MEMBER_POOL_MISSING dev.ts grants.create"],
  },
  {
    rule: memberPools.membersAreInMemberPools,
    accepts: "a member whom a pool may contain",
    good: {
      "shared.domain.grants.members": member("leads"),
      "dev.projects.one.members": { robot: { user: "robot", designation: "PROJECT_OWNER" } },
    },
    rejects: "a group that is in no pool, as a warning",
    bad: { "shared.domain.grants.members": member("leads") },
    reported: ["MEMBER_POOL_OUTSIDER dev.ts projects.one.members.engineers"],
  },
  {
    rule: memberPools.membersAreInMemberPools,
    accepts: "a pool of everybody, for the application's reports in the project of the vocabulary",
    good: {
      ...vocabulary({ application: { dataAccess: DATA_ACCESS } }),
      "shared.domain.grants.members": { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { allUsers: true } },
    },
    rejects: "a pool that they are not in",
    bad: {
      ...vocabulary({ application: { dataAccess: DATA_ACCESS } }),
      "dev.projects": {},
      "shared.domain.grants.members": member("engineers"),
    },
    reported: [
      "MEMBER_POOL_OUTSIDER shared.ts catalog.owner.create",
      "MEMBER_POOL_OUTSIDER prod.ts projects.one.members.application",
      "MEMBER_POOL_OUTSIDER prod.ts projects.one.members.application-reports",
    ],
  },
];
