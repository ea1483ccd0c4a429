import { notImplemented } from "../errors";
import type { Identified, Parsed } from "./exchange";

/**
 * Reads the operation and its input.
 *
 * @throws ServiceError NotImplementedException where the service has no such operation here
 */
export function parse(identified: Identified): Parsed {
  const { service, caller, context, requestId, notes } = identified;
  const parsed = identified.read();
  notes.operation = parsed.operation;
  if (!service.operations[parsed.operation] && !service.otherwise)
    throw notImplemented(service.signingName, parsed.operation);
  const call = {
    service: service.signingName,
    operation: parsed.operation,
    account: caller.account,
    region: caller.region,
    callerArn: caller.arn,
    accessKeyId: caller.accessKeyId,
    requestId,
    emulator: context,
  };
  return { ...identified, parsed, call };
}
