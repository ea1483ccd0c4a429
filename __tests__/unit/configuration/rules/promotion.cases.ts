import * as promotion from "../../../../configuration/rules/promotion";
import type { RuleCase } from "./rule-case";

export const PROMOTION_CASES: readonly RuleCase[] = [
  {
    rule: promotion.promotionSourcesExist,
    accepts: "a stage that is promoted from another",
    good: { "prod.promotion": { from: "dev" } },
    rejects: "a source that does not exist",
    bad: { "prod.promotion": { from: "staging" } },
    reported: ["PROMOTION_STAGE_UNKNOWN prod.ts promotion.from"],
  },
  {
    rule: promotion.promotionPathsEnd,
    accepts: "two stages that are promoted from one",
    good: {
      "prod.promotion": { from: "dev" },
      eu: {
        governanceAccount: "governance",
        accounts: {},
        domain: { fromStage: "shared" },
        promotion: { from: "dev" },
      },
    },
    rejects: "stages that are promoted from each other",
    bad: { "prod.promotion": { from: "dev" }, "dev.promotion": { from: "prod" } },
    reported: ["PROMOTION_CYCLE dev.ts promotion.from"],
  },
  {
    rule: promotion.promotionPathsEnd,
    accepts: "a path of three stages",
    good: { "prod.promotion": { from: "dev" } },
    rejects: "a stage that is promoted from itself",
    bad: { "prod.promotion": { from: "prod" } },
    reported: ["PROMOTION_CYCLE prod.ts promotion.from"],
  },
  {
    rule: promotion.promotionSourcesHoldContent,
    accepts: "a source with accounts and profiles",
    good: { "prod.promotion": { from: "dev" } },
    rejects: "a source that owns the domain and nothing else",
    bad: { "prod.promotion": { from: "shared" } },
    reported: ["PROMOTION_SOURCE_EMPTY prod.ts promotion.from"],
  },
  {
    rule: promotion.promotionOverridesNameItems,
    accepts: "differences in what one of the two stages has, as a whole or in part",
    good: {
      "prod.promotion": {
        from: "dev",
        overrides: {
          "grants.create": "only leads create projects",
          "profiles.fixed.configurations.Tooling.parameters.maxEbsVolumeSize": "larger data",
          "accounts.alpha": "an account of dev alone",
          "accounts.gamma.blueprints.DataLake": "an account of prod alone",
        },
      },
    },
    rejects: "a difference in what neither stage has",
    bad: { "prod.promotion": { from: "dev", overrides: { "profiles.fixd": "a typing error", fixed: "no section" } } },
    reported: [
      'PROMOTION_OVERRIDE_UNKNOWN prod.ts promotion.overrides["profiles.fixd"]',
      "PROMOTION_OVERRIDE_UNKNOWN prod.ts promotion.overrides.fixed",
    ],
  },
];
