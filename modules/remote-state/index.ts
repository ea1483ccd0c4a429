export { RemoteOutputs, type RemoteOutputsProps } from "./remote-outputs";
export { localConfiguration, stateBackend, type StateLocation } from "./state-backend";
