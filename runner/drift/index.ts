/** Compares what is live with what was last applied. Writes nothing. */
export { driftOfStage, type DriftOptions } from "./drift-stage";
export { driftJson, driftMarkdown, driftText, type DriftFinding, type PendingChange, type StageDrift } from "./report";
export { invokeThrough, type Invoke } from "./function-reader";
export { providerOf, type StackProvider } from "./stack-provider";
export { lookAtStack, type StackToSee } from "./look-at-stack";
export type { ReadOnlyPlan } from "./read-only-plan";
