export { ModelEventBus, type ModelEventBusProps } from "./model-event-bus";
export { ModelEventForwarding, type ModelEventForwardingProps } from "./model-event-forwarding";
export { modelPackageEvents } from "./model-package-events";
