/** Event patterns, as rules of EventBridge and filters of Lambda's event sources have them. */
export { checkPattern, InvalidPattern } from "./check";
export { type EventPattern, matches, parsePattern } from "./pattern";
