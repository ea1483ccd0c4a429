export { COST_REPORT, costRows, type CostInput } from "./cost-report";
export {
  monthAfter,
  monthsBetween,
  SERVICE_TAG,
  type Budget,
  type CostChoice,
  type CostedAccount,
  type CostSource,
  type Spend,
} from "./spend";
