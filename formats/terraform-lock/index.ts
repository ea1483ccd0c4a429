export {
  formatTerraformLock,
  LOCK_FILE,
  parseTerraformLock,
  TerraformLockError,
  type LockedProvider,
  type TerraformLock,
} from "./lock";
export { findLocked, lockTextFor, requirementsOf, type Requirement } from "./requirements";
