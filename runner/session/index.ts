export {
  createWorkspace,
  forgetBackend,
  forgetInitialization,
  initializeStack,
  seedLockFile,
  type InitializationFailure,
} from "./initialize";
export { namesOf, openJointRun, type JointRun } from "./joint-run";
export { logFileOf, openSession, planFileOf, workspaceOf, type RunOptions, type Session } from "./session";
export { StackTasks, type StackTask } from "./stack-tasks";
