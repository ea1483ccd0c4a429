export { ACTION_ORDER } from "./changes";
export { parsePlan, type ResourceChange, type StackPlan } from "./stack-plan";
export { subjectOf, type PlannedStack } from "./subjects";
export { withPlan, type PlanOfStack } from "./with-plan";
