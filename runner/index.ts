/**
 * Drives terraform per stack: plans, applies, destroys and bootstraps a stage. Importing it does nothing.
 */
export {
  bootstrapStage,
  bootstrapStages,
  formatBootstrap,
  lockProviders,
  type BootstrapOptions,
  type BootstrapOutcome,
} from "./bootstrap";
export {
  applyStage,
  applyStages,
  destroyStage,
  destroyStages,
  planStage,
  planStages,
  type ApplyOptions,
  type Ask,
  type DestroyOptions,
} from "./stage-operations";
export { driftOfStage, driftText, type DriftOptions, type StageDrift } from "./drift";
export { InterruptedError, NotBootstrappedError, RunnerError } from "./errors";
export { compareStages, formatPromotion, formatPromotionMarkdown, type PromotionReport } from "./promotion";
export { DurationHistory, formatSeconds, RunDisplay, silentReporter, type Reporter } from "./progress";
export type { RunOptions } from "./session";
export { formatChanges, formatStage, formatStatus, type StackOutcome, type StageOutcome } from "./summary";
export { readKeptLock, shownPath, type KeptLock } from "./provider-lock";
export {
  handleSignals,
  Interruption,
  locateTerraform,
  prepareProviderInstallation,
  terraformPlatform,
} from "./terraform";
