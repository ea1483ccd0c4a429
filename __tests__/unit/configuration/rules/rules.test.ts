import { ERROR_CODES } from "../../../../configuration/problems/error-codes";
import {
  checkRules,
  DOMAIN_RULES,
  ORGANIZATION_RULES,
  STAGE_RULES,
  domainsOf,
  type OrganizationView,
} from "../../../../configuration/rules";
import { locate, organizationFiles, problemsOf, viewFiles } from "../support/organization";
import { ACCOUNT_CASES } from "./accounts.cases";
import { ADOPTION_CASES } from "./adoption.cases";
import { ASKED_PROJECT_CASES } from "./asked-projects.cases";
import { CATALOG_CASES } from "./catalog.cases";
import { DATA_ACCESS_CASES } from "./data-access.cases";
import { DOMAIN_CASES } from "./domain.cases";
import { GIT_CASES } from "./git.cases";
import { GRANT_CASES } from "./grants.cases";
import { NETWORK_CASES } from "./network.cases";
import { POOL_CASES } from "./pools.cases";
import { PROFILE_CASES } from "./profiles.cases";
import { PROJECT_CASES } from "./projects.cases";
import { PROMOTION_CASES } from "./promotion.cases";
import { PROVIDER_VERSION_CASES } from "./provider-versions.cases";
import { REPETITION_CASES } from "./repetitions.cases";
import type { RuleCase } from "./rule-case";
import { COMPOSITION_CODES, FILE_CODES, SHAPE_CODES } from "./other-codes";
import { SOURCE_CASES } from "./sources.cases";
import { STAGE_CASES } from "./stages.cases";
import { USE_CASE_CASES } from "./use-cases.cases";
import { USE_CASE_PLACE_CASES } from "./use-case-places.cases";
import { WORKSPACE_CASES } from "./workspaces.cases";

const CASES: readonly RuleCase[] = [
  ...STAGE_CASES,
  ...ACCOUNT_CASES,
  ...NETWORK_CASES,
  ...DOMAIN_CASES,
  ...POOL_CASES,
  ...PROFILE_CASES,
  ...GIT_CASES,
  ...GRANT_CASES,
  ...PROJECT_CASES,
  ...SOURCE_CASES,
  ...PROMOTION_CASES,
  ...ADOPTION_CASES,
  ...WORKSPACE_CASES,
  ...PROVIDER_VERSION_CASES,
  ...REPETITION_CASES,
  ...CATALOG_CASES,
  ...DATA_ACCESS_CASES,
  ...ASKED_PROJECT_CASES,
  ...USE_CASE_CASES,
  ...USE_CASE_PLACE_CASES,
];
const RULES = [...STAGE_RULES, ...DOMAIN_RULES, ...ORGANIZATION_RULES];

/** Findings of one rule alone. */
function findingsOf({ rule }: RuleCase, organization: OrganizationView): unknown[] {
  for (const stageRule of STAGE_RULES) if (stageRule === rule) return organization.stages.flatMap(stageRule);
  for (const domainRule of DOMAIN_RULES) if (domainRule === rule) return domainsOf(organization).flatMap(domainRule);
  for (const organizationRule of ORGANIZATION_RULES)
    if (organizationRule === rule) return organizationRule(organization);
  throw new Error(`${rule.name} is not registered`);
}

describe("the organization that the cases change", () => {
  test("has no problem", () => {
    expect(problemsOf(organizationFiles())).toEqual([]);
  });
});

describe.each(CASES.map((entry) => [entry.rule.name, entry] as const))("%s", (_name, entry) => {
  test(`accepts ${entry.accepts}`, () => {
    const { organization, shapeProblems } = viewFiles(organizationFiles(entry.good));
    expect(shapeProblems).toEqual([]);
    expect(checkRules(organization).map(locate)).toEqual([]);
  });

  test(`rejects ${entry.rejects}`, () => {
    const files = organizationFiles(entry.bad);
    expect(findingsOf(entry, viewFiles(files).organization)).not.toEqual([]);
    expect(problemsOf(files).sort()).toEqual([...entry.reported].sort());
  });
});

describe("the cases", () => {
  test("show every rule at work", () => {
    const shown = new Set(CASES.map(({ rule }) => rule.name));
    expect(RULES.map((rule) => rule.name).filter((name) => !shown.has(name))).toEqual([]);
  });

  test("produce every error code, together with those of files and shapes", () => {
    const produced = new Set([
      ...CASES.flatMap(({ reported }) => reported.map((line) => line.split(" ")[0])),
      ...FILE_CODES,
      ...SHAPE_CODES,
      ...COMPOSITION_CODES,
    ]);
    expect(Object.keys(ERROR_CODES).filter((code) => !produced.has(code))).toEqual([]);
  });
});
