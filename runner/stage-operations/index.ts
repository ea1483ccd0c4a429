export { affectedStacks, type AffectedOptions } from "./affected-stacks";
export { applyStage, type ApplyOptions, type Ask } from "./apply-stage";
export { applyStages } from "./apply-stages";
export { destroyStage, destroyStages, type DestroyChoice, type DestroyOptions } from "./destroy-stage";
export { planStage, planStages, type PlanOptions } from "./plan-stage";
export { findUnapplied, findWaitsFor } from "./waiting";
