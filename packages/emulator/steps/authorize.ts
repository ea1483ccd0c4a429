import { ServiceError } from "../errors";
import type { Authorized, Faulted } from "./exchange";

/**
 * Asks whether the caller may make this call, layer by layer as AWS does: IAM by the policies that are there, then the
 * service's layers: for DataZone RAM (whether the account sees the domain) and DataZone's own rules. What DataZone decides
 * by its grants needs what the operation looks up, and is decided there.
 */
export async function authorize(exchange: Faulted): Promise<Authorized> {
  const { service, parsed, call, caller, context } = exchange;
  const judged = service.judged?.(parsed.input) ?? parsed;
  await context.judge?.authorize({ call, caller, parsed: judged });
  for (const layer of service.layers ?? [])
    try {
      layer.refuse(parsed.input, call);
    } catch (error) {
      if (error instanceof ServiceError) context.judge?.noteRefusal(layer.name, call, error);
      throw error;
    }
  return { ...exchange, judged };
}
