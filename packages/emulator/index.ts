export { type Emulator, startEmulator } from "./emulator";
export { type EmulatorOptions, type EmulatorDelays, type OrganizationOptions, DEFAULT_DELAYS } from "./options";
export { type FaultMode, type FaultRule, FaultRules } from "./faults";
export { type CallerIdentity, emulatorCredentials, type IdentityResolver } from "./identity";
export { type Inventory } from "./inventory";
export { type LoggedCall } from "./call-log";
export { type Violation } from "./validation/violations";
