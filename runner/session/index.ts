export { isReadOnly, refuseReadOnly } from "./access";
export { createWorkspace, forgetInitialization, initializeStack, type InitializationFailure } from "./initialize";
export { saveInstallation, seedInstallation } from "./installed-providers";
export { namesOf, openJointRun, type JointRun } from "./joint-run";
export type { LockUse } from "./provider-lock-use";
export {
  logFileOf,
  openSession,
  outputDirectoryOf,
  planFileOf,
  workspaceOf,
  type RunOptions,
  type Session,
} from "./session";
export { lockArguments, terraformInit } from "./terraform-init";
export { StackTasks, type StackTask } from "./stack-tasks";
