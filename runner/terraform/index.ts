export { locateTerraform, MINIMUM_VERSION, type TerraformBinary } from "./binary";
export { handleSignals, Interruption } from "./interruption";
export { reachBeyondMachine } from "./loopback-endpoints";
export {
  logText,
  parseMessage,
  type ChangeAction,
  type Diagnostic,
  type PlannedChange,
  type TerraformMessage,
} from "./messages";
export { prepareProviderInstallation, type ProviderInstallation } from "./provider-installation";
export {
  ANY_SUPPORTED,
  defaultMirrorSearch,
  findProviderMirror,
  holdsAwsProvider,
  mirroredPlatforms,
  mirroredVersions,
  terraformPlatform,
  type MirrorSearch,
  type WantedProvider,
} from "./provider-mirror";
export { Terraform, terraformEnvironment, type TerraformCall, type TerraformOutcome } from "./terraform";
