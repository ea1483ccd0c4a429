export { stateStatus, statesOfAccount, type StateStatus, type StoredState } from "./account-states";
export { holdsResources, otherStagesIn } from "./other-stages";
export { findStatesWithoutStack, parseState, readStoredStates } from "./stored-states";
export { s3StateStores, type OpenStateStore, type S3Backend, type StateStore } from "./s3-store";
