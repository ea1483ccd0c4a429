/** Word in outputs for a thing that an account does not have; an empty text would reach the service as a value. */
export const NONE = "none";
/** Word in outputs for what the configuration does not say. */
export const UNKNOWN = "unknown";
