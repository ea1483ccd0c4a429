import * as stages from "../../../../configuration/rules/stages";
import type { RuleCase } from "./rule-case";

const OWN_DOMAIN = { name: "other", region: "us-east-1" };

export const STAGE_CASES: readonly RuleCase[] = [
  {
    rule: stages.joinedStagesExist,
    accepts: "a stage that joins an owner",
    good: {},
    rejects: "a stage that joins an unknown stage",
    bad: { "prod.domain.fromStage": "sharde" },
    reported: ["DOMAIN_STAGE_UNKNOWN prod.ts domain.fromStage"],
  },
  {
    rule: stages.joinedStagesExist,
    accepts: "a second domain",
    good: { "prod.domain": OWN_DOMAIN, "prod.accounts.governance": { id: "000000000002" } },
    rejects: "a stage that joins a stage that joins",
    bad: { "prod.domain.fromStage": "dev" },
    reported: ["DOMAIN_STAGE_JOINED prod.ts domain.fromStage"],
  },
  {
    rule: stages.joinedStagesExist,
    accepts: "a stage that joins an owner",
    good: {},
    rejects: "a stage that joins itself",
    bad: { "prod.domain.fromStage": "prod" },
    reported: ["DOMAIN_STAGE_JOINED prod.ts domain.fromStage"],
  },
  {
    rule: stages.governanceAccountExists,
    accepts: "a governance account among the accounts",
    good: {},
    rejects: "a governance account that is none of the accounts",
    bad: {
      "shared.governanceAccount": "governence",
      "dev.governanceAccount": "governence",
      "prod.governanceAccount": "governence",
      "dev.accounts.governance": undefined,
    },
    reported: ["ACCOUNT_UNKNOWN shared.ts governanceAccount"],
  },
  {
    rule: stages.governanceAccountIsTheOwners,
    accepts: "the owner's governance account, described or not",
    good: { "prod.accounts.governance": { id: "000000000001" } },
    rejects: "another governance account than the owner's",
    bad: { "prod.governanceAccount": "gamma" },
    reported: ["GOVERNANCE_DIFFERS prod.ts governanceAccount"],
  },
  {
    rule: stages.governanceAccountIsTheOwners,
    accepts: "a governance account that both files describe alike",
    good: { "shared.accounts.governance.costCenter": "1", "dev.accounts.governance.costCenter": "1" },
    rejects: "a governance account that the files describe differently",
    bad: { "dev.accounts.governance.costCenter": "1", "dev.accounts.governance.id": "000000000009" },
    reported: [
      "GOVERNANCE_DIFFERS dev.ts accounts.governance.id",
      "GOVERNANCE_DIFFERS dev.ts accounts.governance.costCenter",
    ],
  },
  {
    rule: stages.accountsAreProvisionedOnce,
    accepts: "the governance account in every file",
    good: { "prod.accounts.governance": { id: "000000000001" } },
    rejects: "an account id in two stages",
    bad: { "prod.accounts.gamma.id": "000000000011" },
    reported: ["ACCOUNT_ID_DUPLICATE prod.ts accounts.gamma.id"],
  },
  {
    rule: stages.accountsAreProvisionedOnce,
    accepts: "an account key in two stages",
    good: { "prod.accounts.alpha": { id: "000000000022" } },
    rejects: "an account id under two keys",
    bad: { "dev.accounts.beta.id": "000000000011" },
    reported: ["ACCOUNT_ID_DUPLICATE dev.ts accounts.beta.id"],
  },
  {
    rule: stages.joinedStagesShareSettings,
    accepts: "a state Region that is the owner's default",
    good: { "prod.state": { backend: "s3", region: "us-east-1" } },
    rejects: "another backend than the owner's",
    bad: { "prod.state": { backend: "local" } },
    reported: ["STATE_DIFFERS prod.ts state"],
  },
  {
    rule: stages.joinedStagesShareSettings,
    accepts: "tags of its own",
    good: { "prod.organization": { tags: { a: "b" } } },
    rejects: "another name prefix than the owner's",
    bad: { "prod.organization": { namePrefix: "other" } },
    reported: ["ORGANIZATION_DIFFERS prod.ts organization.namePrefix"],
  },
];
