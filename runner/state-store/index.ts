export { stateStatus, statesOfAccount, type StateStatus, type StoredState } from "./account-states";
export { holdsResources, otherStagesIn } from "./other-stages";
export {
  findStatesWithoutStack,
  type KeptStack,
  type StateSearch,
  type StateWithoutStack,
  type UnsearchedPlace,
} from "./states-without-stack";
export { backendOf, readStoredStates, recordOf } from "./stored-states";
export { readStateObject, readStateFileOfKilledRun, readStateOfStage } from "./terraform-states";
export { s3StateStores, type OpenStateStore, type S3Backend, type StateStore } from "./s3-store";
