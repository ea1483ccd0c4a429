/** Starts a local AWS and lives an organization's life in it. Importing it does nothing. */
export { writeDetails } from "./details";
export { beginLife } from "./durations";
export { formatGrants, grantsByRole, writeGrants, type RoleAction, type RoleGrants } from "./grants";
export { findLeftovers, formatInventory, takeInventory, type AccountContents, type Leftovers } from "./inventory";
export { finishConnection } from "./handshake";
export { describeJudgements } from "./judgements";
export { keepRunning } from "./kept";
export {
  applyStages,
  DEFAULT_PARALLELISM,
  destroyStages,
  formatTimings,
  refusedCalls,
  stagesFor,
  verifyRequests,
  verifyStages,
  type LifeOptions,
} from "./life";
export { Sandbox } from "./sandbox";
export type { SandboxOptions } from "./sandbox-options";
export { claimDirectory } from "./single-run";
export { requireTarget } from "./snapshot";
export { formatSummary } from "./summary";
export { isAlive, readSession, stopSession, type KeptSession } from "./session-file";
