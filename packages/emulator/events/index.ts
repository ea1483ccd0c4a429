/** Events of services on the default buses of accounts: what was delivered, and to whom. */
export { type BusEvent, type EventDraft, type RecordedEvent } from "./bus-event";
export { EventBus, type EventListener } from "./event-bus";
export { motoBus } from "./moto-bus";
