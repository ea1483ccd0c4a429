export { assemble, findAffected } from "./affected";
export { findUnappliedStacks, type StackLeftBehind, type StoredState, type StoredStates } from "./applied";
export { blocksOf, canonical } from "./blocks";
export { differences } from "./difference";
export { StackGraph } from "./graph";
export type { Affected, AffectedStack, AffectedStage, BlockChange, EmittedStack, Reason, Side } from "./model";
export { changedOutputs, hits } from "./outputs";
export { waveNumbers } from "./waves";
