import { environmentsAreNotTooMany } from "../../../../configuration/rules/use-cases/quotas";
import * as quotas from "../../../../configuration/rules/use-cases/quotas";
import * as codeHosts from "../../../../configuration/rules/use-cases/code-hosts";
import * as home from "../../../../configuration/rules/use-cases/home";
import * as people from "../../../../configuration/rules/use-cases/people";
import * as stages from "../../../../configuration/rules/use-cases/stages";
import * as templates from "../../../../configuration/rules/use-cases/templates";
import { CHURN, churn, churnIn, codeHost, ORDERS, OWN_DOMAIN, withUseCases } from "../support/use-cases";
import type { RuleCase } from "./rule-case";

const AT = "shared.ts useCases.churn";
const ELSEWHERE = { stages: [...CHURN.stages, { stage: "own", account: "delta", approvers: ["leads"] }] };
const LLM = {
  template: "llm-fine-tuning",
  options: {
    baseModel: "publisher/model",
    licence: "Apache-2.0",
    trainingImage: "111111111111.dkr.ecr.us-east-1.amazonaws.com/train:1",
    servingImage: "111111111111.dkr.ecr.us-east-1.amazonaws.com/serve:1",
  },
};
/** 249 further configurations that deploy at once. */
const MANY = Object.fromEntries(
  Array.from({ length: 249 }, (_, index) => [`Lake ${index}`, { blueprint: "DataLake", deploymentMode: "ON_CREATE" }]),
);
/** More use cases than an account has roles for: 501 that build and run there. */
const CROWD = Object.fromEntries(
  Array.from({ length: 501 }, (_, index) => [
    `case-${index}`,
    { ...ORDERS, stages: [{ stage: "dev", account: "alpha" }], codeHost: "github" },
  ]),
);

/** Use cases: the file that has them, and its code hosts, templates, stages and quotas. */
export const USE_CASE_CASES: readonly RuleCase[] = [
  {
    rule: home.useCasesComeWithAiops,
    accepts: "use cases in the stage that owns the domain",
    good: withUseCases(),
    rejects: "use cases in a stage that joins it",
    bad: { "dev.useCases": { churn: CHURN } },
    reported: ["AIOPS_MISPLACED dev.ts useCases"],
  },
  {
    rule: home.useCasesComeWithAiops,
    accepts: "code hosts without use cases",
    good: withUseCases({}),
    rejects: "AI operations in a stage that joins the domain",
    bad: { "dev.aiops": codeHost({}), "dev.useCases": { churn: CHURN } },
    reported: ["AIOPS_MISPLACED dev.ts aiops"],
  },
  {
    rule: home.useCasesComeWithAiops,
    accepts: "neither",
    good: {},
    rejects: "use cases without AI operations",
    bad: { "shared.useCases": { churn: CHURN } },
    reported: ["AIOPS_MISSING shared.ts useCases"],
  },
  {
    rule: home.aiopsStagesExist,
    accepts: "a stage with a domain of its own that names the stage with the use cases",
    good: { ...withUseCases(churn(ELSEWHERE)), own: OWN_DOMAIN },
    rejects: "a stage that does not exist",
    bad: { ...withUseCases(), own: { ...OWN_DOMAIN, aiops: { fromStage: "sharde" } } },
    reported: ["AIOPS_STAGE_UNKNOWN own.ts aiops.fromStage"],
  },
  {
    rule: home.aiopsStagesExist,
    accepts: "a stage with a domain of its own that takes part in no use case yet",
    good: { ...withUseCases(), own: OWN_DOMAIN },
    rejects: "a stage without use cases, and a stage that has them by its domain",
    bad: { own: OWN_DOMAIN, "dev.aiops": { fromStage: "shared" } },
    reported: ["AIOPS_STAGE_UNKNOWN dev.ts aiops", "AIOPS_STAGE_UNKNOWN own.ts aiops.fromStage"],
  },
  {
    rule: stages.useCaseStagesExist,
    accepts: "stages that have files",
    good: withUseCases(),
    rejects: "stages without",
    bad: withUseCases(
      churn({ build: { stage: "deev", account: "alpha" }, stages: [{ stage: "none", account: "gamma" }] }),
    ),
    reported: [`USE_CASE_STAGE_UNKNOWN ${AT}.build.stage`, `USE_CASE_STAGE_UNKNOWN ${AT}.stages[0].stage`],
  },
  {
    rule: stages.useCaseStagesTakePart,
    accepts: "a stage with a domain of its own that says so",
    good: { ...withUseCases(churn(ELSEWHERE)), own: OWN_DOMAIN },
    rejects: "one that does not",
    bad: { ...withUseCases(churn(ELSEWHERE)), own: { ...OWN_DOMAIN, aiops: undefined } },
    reported: [`USE_CASE_STAGE_OUTSIDE ${AT}.stages[1].stage`],
  },
  {
    rule: stages.useCaseStagesTakePart,
    accepts: "a producer that is built where it runs",
    good: withUseCases({ orders: { ...ORDERS, stages: [{ stage: "dev", account: "alpha" }] } }),
    rejects: "a use case that is built in another domain",
    bad: {
      ...withUseCases(churn({ build: { stage: "own", account: "delta" } })),
      own: { ...OWN_DOMAIN, "accounts.delta": undefined },
      "own.accounts.delta": { id: "000000000032", blueprints: { Tooling: {} } },
      "own.profiles.fixed.production": false,
    },
    reported: [`USE_CASE_STAGE_OUTSIDE ${AT}.build.stage`],
  },
  {
    rule: stages.useCaseStagesDiffer,
    accepts: "each stage once",
    good: withUseCases(),
    rejects: "a stage twice",
    bad: withUseCases(churn({ stages: [...CHURN.stages, ...CHURN.stages] })),
    reported: [`USE_CASE_STAGE_DUPLICATE ${AT}.stages[1].stage`],
  },
  {
    rule: stages.useCaseStageNamesFit,
    accepts: "names of 16 characters",
    good: {
      ...withUseCases(churn({ stages: [{ ...ELSEWHERE.stages[1], stage: "own-domain-of-us" }] })),
      "own-domain-of-us": OWN_DOMAIN,
    },
    rejects: "longer ones",
    bad: {
      ...withUseCases(churn({ stages: [{ ...ELSEWHERE.stages[1], stage: "own-domain-of-all" }] })),
      "own-domain-of-all": OWN_DOMAIN,
    },
    reported: [`NAME_TOO_LONG ${AT}.stages[0].stage`],
  },
  {
    rule: templates.useCaseOptionsFit,
    accepts: "options of the template",
    good: withUseCases(churn({ options: { serving: "batch" } })),
    rejects: "others, and missing ones",
    bad: withUseCases({
      churn: { ...CHURN, options: { serving: "magic", size: "9" } },
      orders: { ...ORDERS, options: {} },
    }),
    reported: [
      `USE_CASE_OPTION ${AT}.options.serving`,
      `USE_CASE_OPTION ${AT}.options.size`,
      "USE_CASE_OPTION shared.ts useCases.orders.options.database",
      "USE_CASE_OPTION shared.ts useCases.orders.options.table",
    ],
  },
  {
    rule: templates.useCaseCodeHostsExist,
    accepts: "hosts that are there",
    good: withUseCases(),
    rejects: "others",
    bad: withUseCases(churn({ codeHost: "gitlab" })),
    reported: [`CODE_HOST_UNKNOWN ${AT}.codeHost`],
  },
  {
    rule: templates.useCaseGatesFit,
    accepts: "floors, ceilings, and the licence of the model that is tuned",
    good: withUseCases(
      churn({
        ...LLM,
        gates: { metrics: { rmse: { maximum: 4 }, r2: { minimum: 0.5, maximum: 0.5 } }, licences: ["Apache-2.0"] },
      }),
    ),
    rejects: "ranges that nothing is in, or that say nothing, and conditions for models where there are none",
    bad: withUseCases({
      ...churn({ gates: { metrics: { rmse: { minimum: 5, maximum: 4 }, r2: {} } } }),
      orders: { ...ORDERS, gates: {}, modelPackageGroup: "orders", trigger: { by: "approval" } },
    }),
    reported: [
      `USE_CASE_GATES ${AT}.gates.metrics.rmse`,
      `USE_CASE_GATES ${AT}.gates.metrics.r2`,
      "USE_CASE_GATES shared.ts useCases.orders.gates",
      "USE_CASE_GATES shared.ts useCases.orders.modelPackageGroup",
      "USE_CASE_GATES shared.ts useCases.orders.trigger",
    ],
  },
  {
    rule: templates.useCaseGatesFit,
    accepts: "no licences where no foundation model is tuned",
    good: withUseCases(),
    rejects: "a foundation model whose licence may not be promoted",
    bad: withUseCases({ ...churn(LLM), other: { ...CHURN, ...LLM, gates: { licences: ["MIT"] } } }),
    reported: [`USE_CASE_GATES ${AT}.gates.licences`, "USE_CASE_GATES shared.ts useCases.other.gates.licences"],
  },
  {
    rule: codeHosts.codeHostSecretsLieWithTheFunctions,
    accepts: "secrets of the account that owns the domain",
    good: withUseCases(),
    rejects: "those of another account or Region",
    bad: withUseCases(undefined, {
      codeHosts: {
        github: {
          type: "github",
          namespace: "acme",
          platformOwners: ["@acme/platform"],
          secretArn: "arn:aws:secretsmanager:us-east-1:000000000011:secret:github",
          secretKeyArn: "arn:aws:kms:eu-west-1:000000000001:key/11111111-1111-1111-1111-111111111111",
        },
      },
    }),
    reported: [
      "ARN_ACCOUNT shared.ts aiops.codeHosts.github.secretArn",
      "ARN_REGION shared.ts aiops.codeHosts.github.secretKeyArn",
    ],
  },
  {
    rule: codeHosts.useCaseListsHoldEntriesOnce,
    accepts: "entries once",
    good: withUseCases(),
    rejects: "owners, reviewers and accounts twice",
    bad: withUseCases(
      { ...churn({ owners: ["@a", "@a"], stages: [{ ...CHURN.stages[0], reviewers: ["@b", "@b"] }] }) },
      codeHost({ identityProviderExistsIn: ["000000000011", "000000000011"] }),
    ),
    reported: [
      `ENTRY_DUPLICATE ${AT}.owners[1]`,
      `ENTRY_DUPLICATE ${AT}.stages[0].reviewers[1]`,
      "ENTRY_DUPLICATE shared.ts aiops.codeHosts.github.identityProviderExistsIn[1]",
    ],
  },
  {
    rule: people.seedingReadsItsProjects,
    accepts: "the group that stands for the function, written out",
    good: {
      ...withUseCases(),
      "shared.domain.groups.use-case-seeding": {
        rolePrincipalArn: "arn:aws:iam::000000000001:role/smus-use-case-seeding",
      },
    },
    rejects: "another group of its key",
    bad: {
      ...withUseCases(),
      "shared.domain.groups.use-case-seeding": { rolePrincipalArn: "arn:aws:iam::000000000001:role/other" },
    },
    reported: ["AIOPS_GROUP_TAKEN shared.ts domain.groups.use-case-seeding"],
  },
  {
    rule: environmentsAreNotTooMany,
    accepts: "projects that deploy few environments",
    good: withUseCases(),
    rejects: "more than the quota of the domain",
    bad: {
      ...withUseCases(),
      "dev.profiles.fixed.configurations": { Tooling: { blueprint: "Tooling" }, ...MANY },
    },
    reported: [`ENVIRONMENT_COUNT ${AT}`],
  },
  {
    rule: quotas.useCaseRolesAreNotTooMany,
    accepts: "a few roles in an account",
    good: withUseCases(churnIn({})),
    rejects: "more than an account has",
    bad: withUseCases(CROWD),
    reported: [
      "ENVIRONMENT_COUNT shared.ts useCases.case-500",
      "USE_CASE_ROLE_COUNT shared.ts useCases.case-500.build.account",
    ],
  },
];
