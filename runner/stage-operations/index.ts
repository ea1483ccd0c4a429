export { affectedStacks, type AffectedOptions } from "./affected-stacks";
export { applyStage, type ApplyOptions, type Ask } from "./apply-stage";
export { applyStages } from "./apply-stages";
export { destroyStage, destroyStages, type DestroyChoice, type DestroyOptions } from "./destroy-stage";
export { destroyUnconfigured } from "./destroy-unconfigured";
export { planStage, planStages, type PlanOptions } from "./plan-stage";
export { outcomeWithoutWork, unconfiguredStacks } from "./unconfigured-stacks";
export { findUnapplied, findWaitsFor } from "./waiting";
