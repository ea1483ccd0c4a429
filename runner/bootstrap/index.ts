export {
  bootstrapStage,
  bootstrapStages,
  pendingStateLayers,
  type BootstrapOptions,
  type BootstrapOutcome,
} from "./bootstrap-stage";
export { decideStateLayer, type StateLayerFacts, type StateLayerStep } from "./decision";
export { formatBootstrap } from "./format";
export { findImportable, LocalPhase } from "./local-phase";
export { initializeLocally, moveState } from "./local-terraform";
export { removeStateLayer } from "./remove-state-layer";
export { lockProviders, type LockChoice } from "./provider-lock";
export { hasReceipt, writeReceipts, writeSourceReceipts } from "./receipts";
export { ensureStateLayer, s3BackendOf, stateObjectKey, type StateLayerOutcome } from "./state-layer";
export { stacksWithoutWorkspace } from "./workspaces";
