import { notImplemented } from "../errors";
import type { Faulted, Handled } from "./exchange";

/** Has the service carry the call out. */
export async function handle(exchange: Faulted): Promise<Handled> {
  const { service, parsed, call } = exchange;
  const handler = service.operations[parsed.operation] ?? service.otherwise;
  if (!handler) throw notImplemented(call.service, call.operation);
  return { ...exchange, output: await handler(parsed.input, call) };
}
