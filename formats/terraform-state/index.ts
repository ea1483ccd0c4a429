export {
  countManagedResources,
  holdsManagedResources,
  parseTerraformState,
  TerraformStateError,
  type RecordedInstance,
  type RecordedResource,
  type TerraformState,
} from "./state";
