import { notImplemented, ServiceError } from "../errors";
import type { Authorized, Handled } from "./exchange";

/** Refusals of a service's own, once its operation has looked up what they depend on. */
const REFUSALS = new Set(["AccessDeniedException", "UnauthorizedException"]);

/** Has the service carry the call out. */
export async function handle(exchange: Authorized): Promise<Handled> {
  const { service, parsed, call, context } = exchange;
  const handler = service.operations[parsed.operation] ?? service.otherwise;
  if (!handler) throw notImplemented(call.service, call.operation);
  try {
    return { ...exchange, output: await handler(parsed.input, call) };
  } catch (error) {
    if (call.service === "datazone" && error instanceof ServiceError && REFUSALS.has(error.code))
      context.judge?.noteRefusal("DataZone", call, error);
    throw error;
  }
}
