export { affectedStacks, type AffectedOptions } from "./affected-stacks";
export { applyStage, type ApplyOptions, type Ask } from "./apply-stage";
export { destroyStage, type DestroyOptions } from "./destroy-stage";
export { planStage, type PlanOptions } from "./plan-stage";
export { findUnapplied, findWaitsFor } from "./waiting";
