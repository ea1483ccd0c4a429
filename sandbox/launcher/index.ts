/** Starts a local AWS and lives an organization's life in it. Importing it does nothing. */
export { sandboxCommand } from "./command";
export { findLeftovers, formatInventory, takeInventory, type AccountContents, type Leftovers } from "./inventory";
export {
  applyStages,
  destroyStages,
  formatTimings,
  stagesFor,
  verifyRequests,
  verifyStages,
  type LifeOptions,
} from "./life";
export { Sandbox, type SandboxOptions } from "./sandbox";
export { isAlive, readSession, stopSession, type KeptSession } from "./session-file";
