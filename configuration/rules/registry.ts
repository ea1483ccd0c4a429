import * as accessRules from "./access-rules";
import * as adoption from "./adoption";
import * as application from "./application";
import * as applicationCost from "./application-cost";
import * as arnPlaces from "./arn-places";
import * as arns from "./arns";
import * as askedProjects from "./asked-projects";
import * as blueprintParameters from "./blueprint-parameters";
import * as blueprints from "./blueprints";
import * as assets from "./assets";
import * as catalog from "./catalog";
import * as catalogForms from "./catalog-forms";
import * as catalogRules from "./catalog-rules";
import * as catalogTerms from "./catalog-terms";
import * as configurations from "./configurations";
import * as connections from "./connections";
import * as dataAccess from "./data-access";
import * as dataSources from "./data-sources";
import * as endpointServices from "./endpoint-services";
import * as exactBlueprints from "./exact-blueprints";
import type { DomainRule, OrganizationRule, StageRule } from "./finding";
import * as functionMember from "./function-member";
import * as git from "./git";
import * as gitUse from "./git-use";
import * as grants from "./grants";
import * as memberPools from "./member-pools";
import * as modelGovernance from "./model-governance";
import * as network from "./network";
import * as people from "./people";
import * as permissionsBoundaries from "./permissions-boundaries";
import * as physicalNames from "./physical-names";
import * as pools from "./pools";
import * as profiles from "./profiles";
import * as projectAccounts from "./project-accounts";
import * as projects from "./projects";
import * as promotion from "./promotion";
import * as providerVersions from "./provider-versions";
import * as repetitions from "./repetitions";
import * as requestForm from "./request-form";
import * as serviceNames from "./service-names";
import * as sharing from "./sharing";
import * as stages from "./stages";
import * as tagCase from "./tag-case";
import * as tags from "./tags";
import * as texts from "./texts";
import * as units from "./units";
import { environmentsAreNotTooMany, USE_CASE_ORGANIZATION_RULES, USE_CASE_STAGE_RULES } from "./use-cases";
import * as workspaces from "./workspaces";
import * as zones from "./zones";

/** Rules about one stage, in the order in which their findings are reported. */
export const STAGE_RULES: readonly StageRule[] = [
  stages.governanceAccountExists,
  stages.governanceAccountIsTheOwners,
  stages.joinedStagesShareSettings,
  providerVersions.providerVersionsAreSupported,
  physicalNames.physicalNamesFit,
  physicalNames.cloudWorkspaceNamesFit,
  workspaces.agentPoolsComeWithAgents,
  workspaces.localRunsHaveNoRunSettings,
  workspaces.workspaceTagsAreFree,
  workspaces.runTriggersFit,
  physicalNames.bucketNamesCarryThePrefix,
  physicalNames.bucketsAreGivenOnce,
  arns.arnsBelongToPartition,
  arns.accountArnsBelongToAccount,
  arns.domainArnsBelongToGovernance,
  arns.keysBelongToRegion,
  arnPlaces.givenObjectsLieWithTheDomain,
  arnPlaces.parameterArnsBelongToAccount,
  arns.regionsBelongToPartition,
  arns.regionsAreKnown,
  arns.regionsAreEnabledByDefault,
  network.subnetsAreDistinct,
  network.subnetZonesAreDistinct,
  network.subnetZonesBelongToRegion,
  network.createdZonesAreDistinct,
  network.createdNetworksAreRanges,
  network.networksReachThreeZones,
  zones.zonesOfCreatedNetworksAreKnown,
  zones.zonesExist,
  endpointServices.endpointServicesExist,
  blueprints.blueprintRegionsBelongToAccount,
  blueprints.regionalParametersHaveARegion,
  blueprints.requiredGlobalParametersAreSet,
  blueprints.hostingAccountsEnableTooling,
  blueprints.blueprintUnitsExist,
  permissionsBoundaries.boundariesLetProjectsWork,
  exactBlueprints.exactConfigurationsStandAlone,
  exactBlueprints.blueprintNeedsAreMet,
  tags.tagKeysAreFree,
  tags.domainTagsFitTheService,
  tags.tagsAreNotTooMany,
  tagCase.tagKeysDiffer,
  sharing.invitedAccountsCanAccept,
  sharing.organizationShareHasMembers,
  sharing.sharesWithoutPrincipalsExist,
  sharing.shareNamesOwnOrganization,
  sharing.productionIsProtected,
  units.unitKeysAreNotReserved,
  units.unitParentsExist,
  units.unitTreeIsShallow,
  units.unitSiblingsHaveDifferentNames,
  units.unitsAreNotTooMany,
  units.unitOwnersExist,
  people.singleSignOnIsEnabledForItsUsers,
  people.manualSignOnNamesSomebody,
  people.userIdentifiersFitTheirType,
  people.peopleAreNamedOnce,
  serviceNames.poolNamesFit,
  pools.poolsHoldOneTo25Accounts,
  pools.poolAccountsExist,
  pools.poolAccountsHostProjects,
  pools.poolAccountsAreDistinct,
  pools.poolRegionsBelongToAccounts,
  pools.poolRegionsHaveTheServicesForm,
  pools.poolHandlerRolesHaveAnAcceptedPath,
  pools.poolDiscoveryIsBounded,
  pools.poolsDoNotMixProduction,
  profiles.profileUnitsExist,
  profiles.targetAccountsExist,
  profiles.targetPoolsExist,
  profiles.configurationsHaveATarget,
  modelGovernance.modelGovernanceProfilesFit,
  modelGovernance.modelGovernanceProjectsFit,
  configurations.toolingIsFirst,
  configurations.deploymentOrdersFit,
  configurations.configurationNamesDiffer,
  configurations.addedConfigurationsNameABlueprint,
  blueprintParameters.parameterValuesAreAllowed,
  blueprintParameters.parameterNamesAreKnown,
  blueprintParameters.requiredParametersAreDeclared,
  configurations.leftOutConfigurationsExist,
  profiles.blueprintsAreEnabledWhereProfilesReach,
  profiles.productionProfilesReachProduction,
  profiles.profileTagsAreNotTooMany,
  profiles.profilesAreUsed,
  git.gitBelongsToTheDomain,
  git.gitHostsExist,
  git.gitNamesFit,
  git.gitRegionsAreKnown,
  gitUse.profileConnectionsExist,
  gitUse.repositoryConnectionsExist,
  gitUse.profileConnectionsAreUsed,
  gitUse.projectRepositoriesAreReached,
  grants.grantUnitsAndPrincipalsExist,
  grants.grantProfilesExist,
  grants.grantBlueprintsAreEnabled,
  grants.domainGrantsComeWithTheDomain,
  grants.projectPrincipalsAreUnambiguous,
  projects.projectReferencesExist,
  projects.projectMembersExist,
  projects.projectConfigurationsExist,
  projectAccounts.projectAccountsAreResolved,
  projects.projectParametersAreEditable,
  projects.projectParametersAreNamedByProfile,
  projects.projectTagsAreAllowed,
  projects.projectMembersFit,
  people.projectMembersAreNoRoleUsers,
  projects.projectExecutionRolesFit,
  catalog.catalogComesWithTheDomain,
  catalog.catalogOwnerExists,
  catalog.catalogOwnerHasTheFunction,
  catalog.catalogNamesAreUnique,
  catalog.catalogIsNotTooLarge,
  catalogTerms.termNamesAreUnique,
  catalogTerms.relatedTermsExist,
  catalogTerms.termRelationsHaveNoCircle,
  catalogForms.formsFitTheService,
  catalogForms.formFieldsHaveARange,
  catalogForms.formsOfTypesExist,
  catalogForms.formsInUseAreEnabled,
  catalogRules.unitsOfTypesExist,
  catalogRules.metadataRulesDemandOneThing,
  catalogRules.requestsCarryNoTerms,
  catalogRules.metadataRuleReferencesExist,
  catalogRules.metadataRuleNamesAreUnique,
  connections.connectionsHaveOneKind,
  connections.sourceNamesDiffer,
  connections.sourceConnectionsExist,
  connections.secretsAreNamedByArn,
  functionMember.sourcesHaveTheFunction,
  dataSources.filterPatternsFit,
  dataSources.filtersAndFormsAreDistinct,
  dataSources.formsOfSourcesExist,
  assets.assetsAreDistinct,
  assets.vocabularyOfAssetsExists,
  assets.formsAndTermsOfAssetsDiffer,
  assets.termsOfAssetsFit,
  dataAccess.applicationComesWithTheDomain,
  application.applicationGroupIsTheApplication,
  application.applicationDecidesInProjects,
  application.rightsNameWhatIsThere,
  askedProjects.projectsAreAskedForThroughTheApi,
  askedProjects.unitsOfAskedProjectsExist,
  askedProjects.somebodyAsksAndDecides,
  askedProjects.numbersOfAskedProjectsFit,
  askedProjects.timesOfAskedProjectsFit,
  dataAccess.accessRuleIdsDiffer,
  dataAccess.accessRuleReferencesExist,
  dataAccess.accessConditionsAskForSomething,
  dataAccess.heldRequestsLapseAfterReminders,
  requestForm.requestFormSaysWhatItIsFor,
  accessRules.accessRulesDecideAsTheySay,
  ...USE_CASE_STAGE_RULES,
  repetitions.listsHoldEntriesOnce,
  repetitions.blueprintGrantsAreUnambiguous,
  texts.textsHoldNoTokens,
  adoption.adoptedObjectsExist,
  adoption.adoptedIdsFit,
  adoption.adoptedDomainsKeepTheirKey,
];

/** Rules about a domain and all stages that use it. */
export const DOMAIN_RULES: readonly DomainRule[] = [
  serviceNames.poolNamesAreUnique,
  serviceNames.profileNamesAreUnique,
  modelGovernance.modelGovernanceIsOnce,
  serviceNames.projectNamesAreUnique,
  pools.poolsAreNotTooMany,
  grants.grantsAreDistinct,
  grants.grantsPerUnitAreNotTooMany,
  memberPools.memberPoolsCoverProjects,
  memberPools.membersAreInMemberPools,
  projects.projectsAreNotTooMany,
  environmentsAreNotTooMany,
  askedProjects.profilesOfAskedProjectsExist,
  adoption.objectsAreAdoptedOnce,
];

/** Rules about all stages. */
export const ORGANIZATION_RULES: readonly OrganizationRule[] = [
  stages.joinedStagesExist,
  stages.accountsAreProvisionedOnce,
  providerVersions.providersAreTheSame,
  providerVersions.providersAreTested,
  promotion.promotionSourcesExist,
  promotion.promotionPathsEnd,
  promotion.promotionSourcesHoldContent,
  promotion.promotionOverridesNameItems,
  dataAccess.accessRuleStagesExist,
  applicationCost.budgetsNameWhatIsThere,
  ...USE_CASE_ORGANIZATION_RULES,
];
