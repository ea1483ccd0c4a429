/**
 * The emulator: a local Amazon DataZone, Cloud Control, RAM, Lambda and what else moto lacks, behind one endpoint.
 *
 * `startEmulator` runs it in this process; `main.ts` is the same as a program. The other exports are what tests and the
 * launcher of the sandbox need beside it: credentials that say who they are, faults, and what the control endpoints answer.
 * `saved-state.ts` and `validation/python.ts` load nothing else of the emulator; a program that needs only these imports
 * the file itself.
 */
export { type Emulator, startEmulator } from "./emulator";
export {
  type EmulatorOptions,
  type EmulatorDelays,
  type IamOptions,
  type NetworkOptions,
  type OrganizationOptions,
  DEFAULT_DELAYS,
} from "./options";
export { type BusEvent, EventBus, type EventListener, type RecordedEvent } from "./events";
export { type FaultMode, type FaultRule, FaultRules } from "./faults";
export {
  type CallerIdentity,
  emulatorCredentials,
  type IdentityResolver,
  rootCredentials,
  unverifiedAuthorization,
} from "./identity";
export { type AccountInventory, type DomainInventory, type Inventory } from "./inventory";
export { type Grant, type Grants, type Judgements, type RefusedCalls } from "./iam";
export { type LoggedCall } from "./call-log";
export { motoFile } from "./saved-state";
export { type PythonPackages, pythonPackages } from "./validation/python";
export { type Violation } from "./validation/violations";
