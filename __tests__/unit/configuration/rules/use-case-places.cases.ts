import * as accounts from "../../../../configuration/rules/use-cases/accounts";
import * as names from "../../../../configuration/rules/use-cases/names";
import * as people from "../../../../configuration/rules/use-cases/people";
import * as production from "../../../../configuration/rules/use-cases/production";
import { CHURN, churn, churnIn, ORDERS, OWN_DOMAIN, withUseCases } from "../support/use-cases";
import type { RuleCase } from "./rule-case";

const AT = "shared.ts useCases.churn";
const BARE = { "dev.accounts.bare": { id: "000000000013" } };
const IDENTITY = { issuer: "https://login.example.com", clientId: "portal" };
const application = (groups: object) => ({
  "shared.application": {
    dataAccess: {
      purposes: { analysis: "Analysis" },
      queues: { office: { description: "Office", deciders: ["governance-team"] } },
      otherwise: { queue: "office", remindAfterDays: 3, lapseAfterDays: 9 },
      rules: [],
    },
    api: { identity: { ...IDENTITY, groups } },
  },
});

/** Use cases: accounts, production, people and names of their places. */
export const USE_CASE_PLACE_CASES: readonly RuleCase[] = [
  {
    rule: accounts.useCaseAccountsExist,
    accepts: "accounts of the stages",
    good: withUseCases(),
    rejects: "accounts of other stages, and those that own a domain",
    bad: withUseCases(
      churn({ build: { stage: "dev", account: "governance" }, stages: [{ ...CHURN.stages[0], account: "alpha" }] }),
    ),
    reported: [`ACCOUNT_UNKNOWN ${AT}.stages[0].account`, `USE_CASE_ACCOUNT ${AT}.build.account`],
  },
  {
    rule: accounts.useCaseAccountsHostTheirProjects,
    accepts: "a producer's account without projects",
    good: {
      ...withUseCases({ orders: { ...ORDERS, stages: [{ stage: "prod", account: "bare", approvers: ["leads"] }] } }),
      "prod.accounts.bare": { id: "000000000023", production: true },
    },
    rejects: "a project in an account that hosts none",
    bad: { ...withUseCases(churn({ build: { stage: "dev", account: "bare" } })), ...BARE },
    reported: [`USE_CASE_ACCOUNT ${AT}.build.account`],
  },
  {
    rule: accounts.useCaseAccountsHostTheirProjects,
    accepts: "a profile that is bound to pools with the account",
    good: withUseCases(churn({ build: { stage: "dev", account: "beta", profile: "dynamic" } })),
    rejects: "a profile that deploys elsewhere",
    bad: withUseCases(churn({ build: { stage: "dev", account: "beta" } })),
    reported: [`USE_CASE_PROFILE ${AT}.profile`],
  },
  {
    rule: accounts.useCaseAccountsHostTheirProjects,
    accepts: "a profile that deploys to the Region of the domain",
    good: withUseCases(),
    rejects: "a profile that deploys to another one",
    bad: {
      ...withUseCases(),
      "dev.accounts.alpha.regions": { "us-east-1": {}, "us-west-2": {} },
      "dev.profiles.fixed.target": { account: "alpha", region: "us-west-2" },
    },
    reported: [`USE_CASE_PROFILE ${AT}.profile`],
  },
  {
    rule: accounts.useCaseIsInOneAccountOfAStage,
    accepts: "a use case that also runs where it is built",
    good: withUseCases(churn({ stages: [{ stage: "dev", account: "alpha" }, ...CHURN.stages] })),
    rejects: "one that runs in another account of that stage",
    bad: withUseCases(churn({ stages: [{ stage: "dev", account: "beta" }, ...CHURN.stages] })),
    reported: [`USE_CASE_ACCOUNT ${AT}.stages[0].account`],
  },
  {
    rule: production.useCaseProductionIsApart,
    accepts: "production where the account says so",
    good: withUseCases(churnIn({ production: true, approval: true })),
    rejects: "production that is denied, invented or not approved, and a build in it",
    bad: {
      ...withUseCases({
        a11: { ...CHURN, stages: [{ ...CHURN.stages[0], production: false }] },
        b22: { ...CHURN, stages: [{ ...CHURN.stages[0], approval: false }] },
        c33: {
          ...CHURN,
          build: { stage: "prod", account: "gamma" },
          stages: [{ stage: "dev", account: "alpha", production: true, approvers: ["leads"] }],
        },
      }),
    },
    reported: [
      "USE_CASE_PRODUCTION shared.ts useCases.a11.stages[0].production",
      "USE_CASE_PRODUCTION shared.ts useCases.b22.stages[0].approval",
      "USE_CASE_PRODUCTION shared.ts useCases.c33.build.account",
      "USE_CASE_PRODUCTION shared.ts useCases.c33.stages[0].production",
    ],
  },
  {
    rule: people.useCaseApproversExist,
    accepts: "groups of the domain as whose members people sign in",
    good: {
      ...withUseCases(),
      ...application({ leads: { leads: ["finance"], governanceTeam: true, group: "leads" } }),
    },
    rejects: "nobody, unknown groups, groups twice",
    bad: withUseCases({
      a11: { ...CHURN, stages: [{ stage: "prod", account: "gamma" }] },
      b22: { ...CHURN, stages: [{ ...CHURN.stages[0], approvers: ["chiefs", "leads", "leads"] }] },
    }),
    reported: [
      "USE_CASE_APPROVERS shared.ts useCases.a11.stages[0].approvers",
      "GROUP_UNKNOWN shared.ts useCases.b22.stages[0].approvers[0]",
      "ENTRY_DUPLICATE shared.ts useCases.b22.stages[0].approvers[2]",
    ],
  },
  {
    rule: people.useCaseApproversExist,
    accepts: "nobody where nobody has to",
    good: withUseCases(churn({ stages: [{ stage: "dev", account: "alpha" }] })),
    rejects: "a group as whose members nobody signs in",
    bad: { ...withUseCases(), ...application({ office: { leads: ["finance"], governanceTeam: true } }) },
    reported: [`USE_CASE_APPROVERS ${AT}.stages[0].approvers[0]`],
  },
  {
    rule: people.placesSayWhatTheyHave,
    accepts: "parts of the project where it is built",
    good: withUseCases({
      orders: { ...ORDERS, build: { ...ORDERS.build, projectName: "Orders", unit: "finance", members: {} } },
    }),
    rejects: "parts of projects that a producer does not have",
    bad: withUseCases({ orders: { ...ORDERS, stages: [{ ...ORDERS.stages[0], members: {}, profile: "fixed" }] } }),
    reported: [
      "USE_CASE_PROJECT shared.ts useCases.orders.stages[0].profile",
      "USE_CASE_PROJECT shared.ts useCases.orders.stages[0].members",
    ],
  },
  {
    rule: names.useCaseNamesFit,
    accepts: "short names",
    good: withUseCases(),
    rejects: "keys that make roles, and a prefix that makes buckets, too long",
    bad: {
      ...withUseCases({
        ["a".repeat(32)]: { ...ORDERS, stages: [{ stage: "elsewhere", account: "delta", approvers: ["leads"] }] },
      }),
      elsewhere: {
        ...OWN_DOMAIN,
        organization: { namePrefix: "a-prefix-of-twenty-c" },
        accounts: { hub: { id: "000000000031" }, delta: { id: "000000000032", production: true } },
        domain: { ...OWN_DOMAIN.domain, region: "ap-southeast-1" },
        profiles: {},
        projects: {},
      },
    },
    reported: [
      "NAME_TOO_LONG elsewhere.ts organization.namePrefix",
      `NAME_TOO_LONG shared.ts useCases.${"a".repeat(32)}`,
    ],
  },
  {
    rule: names.useCaseNamesAreTheirOwn,
    accepts: "two use cases in the same accounts",
    good: withUseCases({ churn: CHURN, orders: ORDERS }),
    rejects: "projects, repositories and groups of others",
    bad: {
      ...withUseCases({
        one: CHURN,
        churn: { ...CHURN, modelPackageGroup: "models" },
        other: { ...CHURN, modelPackageGroup: "models", repositories: { build: "churn-build" } },
      }),
    },
    reported: [
      "USE_CASE_NAME_TAKEN shared.ts useCases.one",
      "USE_CASE_NAME_TAKEN shared.ts useCases.one",
      "USE_CASE_NAME_TAKEN shared.ts useCases.other.modelPackageGroup",
      "USE_CASE_NAME_TAKEN shared.ts useCases.other.repositories.build",
    ],
  },
];
