export { bucketChoice, hostsProjects, resolveAccount, resolveRegions } from "./accounts";
export { resolveProfileGit } from "./git";
export { poolRegions, REGIONS_PER_POOL_ACCOUNT, resolvePool } from "./pools";
export { resolveConfigurations, resolveProfile, resolveTarget } from "./profiles";
export { resolveChoice, resolveProject, type ResolvedChoice } from "./projects";
export { mapValues, resolveStage, type CheckedEnvironment } from "./stage";
