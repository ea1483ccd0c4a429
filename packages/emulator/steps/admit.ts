import { throttled } from "../errors";
import type { Parsed } from "./exchange";

/** Refuses a call over the service's rate, where the emulator was started to hold rates (`enforceRates`). */
export function admit({ context, call, service }: Parsed): void {
  if (!context.options.enforceRates) return;
  if (!context.rates.admit(call.service, call.operation, call.account, call.region))
    throw throttled(service.throttling);
}
