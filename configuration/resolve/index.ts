export { bucketChoice, hostsProjects, resolveAccount, resolveRegions } from "./accounts";
export { applicationRoleArn, type ApplicationPart } from "./application";
export { DESIGNATIONS, memberPartsOf, type MemberPart, partsOf, withApplicationGroup } from "./application-group";
export { askedProfiles, stageProfile, type StageProfile } from "./asked-projects";
export { placedTerm, resolveCatalog } from "./catalog";
export { expectedRights, peopleRoles } from "./expected-rights";
export { formSmithy } from "./form-smithy";
export { resolveProfileGit } from "./git";
export { poolRegions, REGIONS_PER_POOL_ACCOUNT, resolvePool } from "./pools";
export { resolveConfigurations, resolveProfile, resolveTarget } from "./profiles";
export { resolveChoice, resolveProject, type ResolvedChoice } from "./projects";
export { mapValues, resolveStage, type CheckedEnvironment } from "./stage";
export { withUseCaseProjects, type ProjectOrigin } from "./use-case-projects";
export {
  domainOwner,
  hubOf,
  hubSettings,
  placesOf,
  stagesBehind,
  useCasesOf,
  type PlacedUseCase,
} from "./use-case-stages";
export { resolveUseCases, type StageUseCases } from "./use-cases";
