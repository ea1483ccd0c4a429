export {
  createWorkspace,
  forgetBackend,
  forgetInitialization,
  initializeStack,
  seedLockFile,
  type InitializationFailure,
} from "./initialize";
export { logFileOf, openSession, planFileOf, workspaceOf, type RunOptions, type Session } from "./session";
