export { applyPlan } from "./apply-plan";
export { diagnosticOf, notStarted, planStack, withCounter, type StackPlan } from "./plan-stack";
