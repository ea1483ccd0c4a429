import type { Operations } from "../../../service";
import { GRANT_REPORT_OPERATIONS } from "./grant-reports";
import { SUBSCRIPTION_GRANT_OPERATIONS } from "./grants";
import { SUBSCRIPTION_TARGET_OPERATIONS } from "./targets";

/** Operations on grants of subscriptions and on the targets in which they are. */
export const GRANT_OPERATIONS = {
  ...SUBSCRIPTION_TARGET_OPERATIONS,
  ...SUBSCRIPTION_GRANT_OPERATIONS,
  ...GRANT_REPORT_OPERATIONS,
} satisfies Operations;
