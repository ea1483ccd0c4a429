export { RemoteOutputs, type RemoteOutputsProps } from "./remote-outputs";
export {
  localConfiguration,
  stateBackend,
  workspaceName,
  type CloudStateLocation,
  type StateLocation,
} from "./state-backend";
