import type { ServiceError } from "../errors";
import type { Handled, Outcome, Received } from "./exchange";

/**
 * Answers a call that was carried out, unless a fault loses the answer or the caller ends with this call.
 *
 * @param onCommitted told the caller's access key; true when the caller was ended (fault `kill`)
 */
export async function reply(
  { service, call, output, fault, requestId }: Handled,
  onCommitted: (accessKeyId: string) => Promise<boolean>,
): Promise<Outcome> {
  const ended = await onCommitted(call.accessKeyId);
  if (ended || fault?.mode === "lost-response") return { lost: true };
  return { reply: service.protocol.reply(call.operation, output, requestId) };
}

/** Answers a call that a step has refused. */
export function refuse({ service, requestId }: Received, error: ServiceError): Outcome {
  return { reply: service.protocol.error(error, requestId) };
}
