export { holdsResources, otherStagesIn } from "./other-stages";
export { findStatesWithoutStack, parseState, readStoredStates } from "./stored-states";
export { s3StateStores, type OpenStateStore, type S3Backend, type StateStore } from "./s3-store";
