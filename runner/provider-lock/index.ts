export { forPlatforms, lockProblems, makingCommand, missingLock, untestedNote } from "./check-lock";
export { refuseOtherProvider } from "./installation-error";
export { defaultLockFile, readKeptLock, shownPath, stageFilesOf, type KeptLock } from "./kept-lock";
export { makeLock, type LockMaking, type MadeLock } from "./make-lock";
export { wantedProvider } from "./requirements";
