export {
  actionOf,
  parsePlan,
  priorResources,
  ShownPlanError,
  type Action,
  type Change,
  type ResourceChange,
  type ShownPlan,
  type StateResource,
  type Values,
} from "./plan";
