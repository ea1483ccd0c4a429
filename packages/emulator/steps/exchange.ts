import type { FaultMode, FaultRule } from "../faults";
import type { CallerIdentity } from "../identity";
import type { Call, EmulatorContext, HttpReply, ParsedRequest, Service } from "../service";

/** End of a call for the HTTP server: it answers, or cuts the connection (an answer that gets lost). */
export type Outcome = { readonly reply: HttpReply } | { readonly lost: true };

/** Identity of the caller, with its key and its Region. */
export interface Caller extends CallerIdentity {
  readonly accessKeyId: string;
  readonly region: string;
  /** AWS service that calls in the caller's name, as in `cloudformation.amazonaws.com`. @default - the caller itself calls */
  readonly calledVia?: string;
}

/** Facts about a call that its line in the log needs even when a step refuses the call: noted as they are found. */
export interface Notes {
  caller?: Caller;
  operation?: string;
  fault?: FaultMode;
}

/** A call of which only the service is known. */
export interface Received {
  readonly context: EmulatorContext;
  readonly service: Service;
  readonly requestId: string;
  /** Reads operation and input: by the service's protocol, or as another service of the emulator has handed them over. */
  readonly read: () => ParsedRequest;
  readonly notes: Notes;
}

/** A call with its caller. */
export interface Identified extends Received {
  readonly caller: Caller;
}

/** A call with its operation and input. */
export interface Parsed extends Identified {
  readonly parsed: ParsedRequest;
  readonly call: Call;
}

/** A call with the fault that it meets, if any. */
export interface Faulted extends Parsed {
  readonly fault: FaultRule | undefined;
}

/** A call that its caller may make. */
export interface Authorized extends Faulted {
  /** Operation and input as IAM knows them. */
  readonly judged: ParsedRequest;
}

/** A call that was carried out. */
export interface Handled extends Authorized {
  readonly output: unknown;
}
