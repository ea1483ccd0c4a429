import type { Operations } from "../../../service";
import { DECISION_OPERATIONS } from "./decisions";
import { SUBSCRIPTION_REQUEST_OPERATIONS } from "./requests";
import { SUBSCRIPTION_OPERATIONS } from "./subscriptions";

/** Operations on requests to subscribe, the decisions on them, and the subscriptions that come of them. */
export const SUBSCRIBING_OPERATIONS = {
  ...SUBSCRIPTION_REQUEST_OPERATIONS,
  ...DECISION_OPERATIONS,
  ...SUBSCRIPTION_OPERATIONS,
} satisfies Operations;
