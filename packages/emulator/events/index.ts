/** Events on the buses of accounts: what was delivered, and to whom. */
export { type BusEvent, DEFAULT_BUS, type EventDraft, eventTime, type RecordedEvent } from "./bus-event";
export { EventBus, type EventListener } from "./event-bus";
