import type { OrganizationRule, StageRule } from "../finding";
import * as accounts from "./accounts";
import * as codeHosts from "./code-hosts";
import * as home from "./home";
import * as names from "./names";
import * as people from "./people";
import * as production from "./production";
import * as quotas from "./quotas";
import * as stages from "./stages";
import * as templates from "./templates";

export { environmentsAreNotTooMany } from "./quotas";

/** Rules about the use cases of one file. */
export const USE_CASE_STAGE_RULES: readonly StageRule[] = [
  home.useCasesComeWithAiops,
  people.seedingReadsItsProjects,
  templates.useCaseOptionsFit,
  templates.useCaseCodeHostsExist,
  templates.useCaseGatesFit,
  codeHosts.codeHostSecretsLieWithTheFunctions,
  codeHosts.useCaseListsHoldEntriesOnce,
];

/** Rules about use cases and the stages that they name. */
export const USE_CASE_ORGANIZATION_RULES: readonly OrganizationRule[] = [
  home.aiopsStagesExist,
  stages.useCaseStagesExist,
  stages.useCaseStagesTakePart,
  stages.useCaseStagesDiffer,
  stages.useCaseStageNamesFit,
  accounts.useCaseAccountsExist,
  accounts.useCaseAccountsHostTheirProjects,
  accounts.useCaseIsInOneAccountOfAStage,
  production.useCaseProductionIsApart,
  people.useCaseApproversExist,
  people.placesSayWhatTheyHave,
  names.useCaseNamesFit,
  names.useCaseNamesAreTheirOwn,
  quotas.useCaseRolesAreNotTooMany,
];
