export { applyPlan } from "./apply-plan";
export { withDestroyHint } from "./destroy-hint";
export { diagnosticOf, notStarted, planStack, withCounter, type StackPlan } from "./plan-stack";
