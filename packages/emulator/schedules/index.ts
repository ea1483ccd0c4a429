/** Schedule expressions of EventBridge's rules and of EventBridge Scheduler. */
export { InvalidExpression } from "./cron-fields";
export { parseExpression, type Schedule } from "./expression";
