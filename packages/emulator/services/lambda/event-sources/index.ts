/** Event source mappings of Lambda: queues of SQS whose messages functions get. */
export { eventSourceByArn, isEventSourceArn } from "./model";
export { EVENT_SOURCE_OPERATIONS } from "./operations";
export { EventSourcePoller } from "./poller";
export { QueueReader } from "./queues";
