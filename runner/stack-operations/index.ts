export { applyPlan } from "./apply-plan";
export { withDestroyHint } from "./destroy-hint";
export { diagnosticOf } from "./diagnostic";
export { notStarted, planStack } from "./plan-stack";
export { outcomesOf, runPlan, withCounter, type StackPlan } from "./run-plan";
export { withHints } from "./hints";
