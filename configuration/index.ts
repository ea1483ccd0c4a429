/**
 * The configuration of an organization: helpers for those who write it, and loading for the program.
 *
 * Stage files import from `smus-cdktf`, in any directory.
 */
export * from "./authoring";
export { useCaseExpansions, type UseCaseExpansion } from "./expansion";
export {
  checkConfiguration,
  listStages,
  loadAllStages,
  loadStage,
  loadStageAmongOthers,
  type ConfigurationReport,
} from "./load";
export type { Environment, EnvironmentInput, Stage } from "./model";
export { ConfigurationError, formatProblem, formatProblems, type Problem } from "./problems";
export { stackAddresses, sharedAccounts } from "./stage-stacks";
