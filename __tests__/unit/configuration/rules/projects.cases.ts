import * as projectAccounts from "../../../../configuration/rules/project-accounts";
import * as projects from "../../../../configuration/rules/projects";
import * as serviceNames from "../../../../configuration/rules/service-names";
import type { RuleCase } from "./rule-case";

const ONE = "dev.projects.one";
const AT = "dev.ts projects.one";
const owner = { designation: "PROJECT_OWNER" };
const users = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      [`shared.domain.users.u${index}`, { identifier: `arn:aws:iam::000000000001:user/u${index}`, type: "IAM_USER" }],
      [`${ONE}.members.u${index}`, { user: `u${index}`, ...owner }],
    ]).flat() as [string, unknown][],
  );
const tags = (count: number, from = 0) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index + from}`, "x"]));
const parameter = (editable: boolean) => ({
  "dev.profiles.dynamic.configurations.Lake.parameters": { glueDbName: { value: "db", editable } },
  [`${ONE}.environments`]: { Lake: { parameters: { glueDbName: "mine" } } },
});
const LITE = {
  "dev.accounts.alpha.blueprints.ToolingLite": {},
  "dev.profiles.fixed.configurations": { ToolingLite: { blueprint: "ToolingLite" } },
};
const manyProjects = (stage: string, count: number, profile: string) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${stage}.projects.p${index}`,
      { name: `${stage}-p${index}`, profile },
    ]),
  );

const vocabularyOf = (member: object): object => ({ owner: { create: { name: "Office", members: { a: member } } } });

export const PROJECT_CASES: readonly RuleCase[] = [
  {
    rule: projects.projectReferencesExist,
    accepts: "a unit and a profile that exist",
    good: {},
    rejects: "a unit and a profile that do not",
    bad: { "dev.projects.two.unit": "reportng", "dev.projects.two.profile": "fixd" },
    reported: ["UNIT_UNKNOWN dev.ts projects.two.unit", "PROFILE_UNKNOWN dev.ts projects.two.profile"],
  },
  {
    rule: projects.projectMembersExist,
    accepts: "members that exist, of the project of the vocabulary as well",
    good: { "shared.catalog": vocabularyOf({ group: "engineers", ...owner }) },
    rejects: "members that do not",
    bad: {
      [`${ONE}.members`]: { a: { user: "robt", ...owner }, b: { group: "engineer", ...owner } },
      "shared.catalog": vocabularyOf({ group: "engineer", ...owner }),
    },
    reported: [
      `USER_UNKNOWN ${AT}.members.a.user`,
      `GROUP_UNKNOWN ${AT}.members.b.group`,
      "GROUP_UNKNOWN shared.ts catalog.owner.create.members.a.group",
    ],
  },
  {
    rule: projects.projectConfigurationsExist,
    accepts: "configurations of the profile",
    good: { [`${ONE}.environments`]: { Lake: { account: { account: "beta" } } } },
    rejects: "configurations that the profile does not have",
    bad: { [`${ONE}.environments`]: { Lkae: { parameters: {} } } },
    reported: [`CONFIGURATION_UNKNOWN ${AT}.environments.Lkae`],
  },
  {
    rule: projectAccounts.projectAccountsAreResolved,
    accepts: "an account for each configuration",
    good: {
      [`${ONE}.account`]: undefined,
      [`${ONE}.environments`]: { Tooling: { account: { account: "alpha" } }, Lake: { account: { account: "beta" } } },
    },
    rejects: "a project on pools without an account",
    bad: { [`${ONE}.account`]: undefined },
    reported: [`PROJECT_ACCOUNT_MISSING ${AT}.account`],
  },
  {
    rule: projectAccounts.projectAccountsAreResolved,
    accepts: "a Region that the pool offers",
    good: { [`${ONE}.account.region`]: "us-east-1" },
    rejects: "an account that no pool offers",
    bad: {
      "dev.accounts.delta": { id: "000000000031", blueprints: { Tooling: {} } },
      [`${ONE}.account`]: { account: "delta" },
      [`${ONE}.environments`]: { Lake: { account: { account: "alhpa" } } },
    },
    reported: [`PROJECT_ACCOUNT_NOT_IN_POOL ${AT}.account`, `ACCOUNT_UNKNOWN ${AT}.environments.Lake.account.account`],
  },
  {
    rule: projectAccounts.projectAccountsAreResolved,
    accepts: "any account where a function fills the pool",
    good: {
      "dev.pools.both.source": { discover: { regions: ["us-east-1"], accountTags: { a: "b" } } },
      [`${ONE}.account`]: { account: "beta" },
    },
    rejects: "a Region that the account does not have",
    bad: { [`${ONE}.account.region`]: "us-west-2" },
    reported: [`REGION_NOT_IN_ACCOUNT ${AT}.account.region`],
  },
  {
    rule: projectAccounts.projectAccountsAreResolved,
    accepts: "no account where the profile fixes one",
    good: {},
    rejects: "an account where the profile fixes one",
    bad: { "dev.projects.two.account": { account: "alpha" } },
    reported: ["PROJECT_ACCOUNT_UNUSED dev.ts projects.two.account"],
  },
  {
    rule: projects.projectParametersAreEditable,
    accepts: "a value for an editable parameter",
    good: parameter(true),
    rejects: "a value for a fixed parameter",
    bad: parameter(false),
    reported: [`PARAMETER_NOT_EDITABLE ${AT}.environments.Lake.parameters.glueDbName`],
  },
  {
    rule: projects.projectParametersAreNamedByProfile,
    accepts: "a parameter that the profile names",
    good: parameter(true),
    rejects: "a parameter that the profile does not name, as a warning",
    bad: { [`${ONE}.environments`]: { Lake: { parameters: { other: "x" } } } },
    reported: [`PARAMETER_UNNAMED ${AT}.environments.Lake.parameters.other`],
  },
  {
    rule: projects.projectTagsAreAllowed,
    accepts: "editable tags, and others where they are allowed",
    good: {
      "dev.profiles.dynamic.resourceTags": { team: { value: "a", editable: true } },
      "dev.profiles.dynamic.allowCustomResourceTags": true,
      [`${ONE}.resourceTags`]: { team: "b", own: "c" },
    },
    rejects: "fixed tags, and others where they are not allowed",
    bad: { "dev.profiles.dynamic.resourceTags": { team: "a" }, [`${ONE}.resourceTags`]: { team: "b", own: "c" } },
    reported: [`RESOURCE_TAG_REFUSED ${AT}.resourceTags.team`, `RESOURCE_TAG_REFUSED ${AT}.resourceTags.own`],
  },
  {
    rule: projects.projectTagsAreAllowed,
    accepts: "25 tags with the profile's",
    good: {
      "dev.profiles.dynamic.allowCustomResourceTags": true,
      "dev.profiles.dynamic.resourceTags": tags(20),
      [`${ONE}.resourceTags`]: tags(5, 20),
    },
    rejects: "26 tags with the profile's",
    bad: {
      "dev.profiles.dynamic.allowCustomResourceTags": true,
      "dev.profiles.dynamic.resourceTags": tags(20),
      [`${ONE}.resourceTags`]: tags(6, 20),
    },
    reported: [`RESOURCE_TAG_COUNT ${AT}.resourceTags`],
  },
  {
    rule: projects.projectMembersFit,
    accepts: "100 users",
    good: users(100),
    rejects: "101 users",
    bad: users(101),
    reported: [`MEMBER_COUNT ${AT}.members`],
  },
  {
    rule: projects.projectMembersFit,
    accepts: "a user and a group",
    good: { [`${ONE}.members.robot`]: { user: "robot", ...owner } },
    rejects: "a member twice",
    bad: { [`${ONE}.members.again`]: { group: "engineers", ...owner } },
    reported: [`MEMBER_DUPLICATE ${AT}.members.again`],
  },
  {
    rule: projects.projectExecutionRolesFit,
    accepts: "a role of the account on ToolingLite",
    good: { ...LITE, "dev.projects.two.executionRoleArn": "arn:aws:iam::000000000011:role/two" },
    rejects: "a role on Tooling",
    bad: { "dev.projects.two.executionRoleArn": "arn:aws:iam::000000000011:role/two" },
    reported: ["PROJECT_EXECUTION_ROLE dev.ts projects.two.executionRoleArn"],
  },
  {
    rule: projects.projectExecutionRolesFit,
    accepts: "no role on ToolingLite",
    good: LITE,
    rejects: "a role of another account",
    bad: { ...LITE, "dev.projects.two.executionRoleArn": "arn:aws:iam::000000000012:role/two" },
    reported: ["ARN_ACCOUNT dev.ts projects.two.executionRoleArn"],
  },
  {
    rule: projects.projectsAreNotTooMany,
    accepts: "1000 projects in all stages",
    good: { ...manyProjects("dev", 500, "fixed"), ...manyProjects("prod", 497, "fixed") },
    rejects: "1001 projects in all stages",
    bad: { ...manyProjects("dev", 500, "fixed"), ...manyProjects("prod", 498, "fixed") },
    reported: ["PROJECT_COUNT dev.ts projects"],
  },
  {
    rule: serviceNames.projectNamesAreUnique,
    accepts: "projects of one key in two stages",
    good: {},
    rejects: "projects of one name in two stages",
    bad: { "prod.projects.one.name": "ONE" },
    reported: ["NAME_DUPLICATE prod.ts projects.one.name"],
  },
];
