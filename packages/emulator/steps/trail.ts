import { ServiceError } from "../errors";
import type { Handled, Parsed } from "./exchange";

/** Carries a call out, and tells the service's trail of its end: refused and failed calls are in it, too. */
export async function trailed(exchange: Parsed, carryOut: () => Promise<Handled>): Promise<Handled> {
  const { service, parsed, call } = exchange;
  try {
    const handled = await carryOut();
    service.trail?.(parsed.input, call, { output: handled.output });
    return handled;
  } catch (error) {
    if (error instanceof ServiceError) service.trail?.(parsed.input, call, { error });
    throw error;
  }
}
