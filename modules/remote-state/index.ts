export { RemoteOutputs, type RemoteOutputsProps } from "./remote-outputs";
export { stateBackend, type StateLocation } from "./state-backend";
