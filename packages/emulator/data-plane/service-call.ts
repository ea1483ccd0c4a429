import { randomUUID } from "node:crypto";
import type { Call, EmulatorContext } from "../service";

/** Something that a service does by itself, with nobody waiting for the answer. */
export interface ServiceDeed {
  /** Principal of the service, as in `events.amazonaws.com`. */
  readonly principal: string;
  /** Signing name of the service that it calls. */
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
}

/** A call that a service makes for itself, as the judge and the ledger know it. */
export function serviceCall(deed: ServiceDeed, emulator: EmulatorContext): Call {
  const { principal: callerArn, service, operation, account, region } = deed;
  return { service, operation, account, region, callerArn, accessKeyId: "", requestId: randomUUID(), emulator };
}
