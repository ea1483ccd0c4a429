import type { CallLog } from "./call-log";
import type { Deliveries } from "./data-plane/deliveries";
import type { RoleCalls } from "./data-plane/role-calls";
import type { ServiceError, Throttling } from "./errors";
import type { EventBus } from "./events";
import type { FaultRules, FaultSubject } from "./faults";
import type { Judge, Layer } from "./iam";
import type { EmulatorDelays, EmulatorOptions } from "./options";
import type { GlueTable } from "./services/glue/tables";
import type { Store } from "./store";
import type { RegistrySchemas } from "./validation/registry-schemas";
import type { Violations } from "./validation/violations";
import type { RateLimits } from "./rates";

/** A request once its protocol was understood: the operation and its input by member name. */
export interface ParsedRequest {
  readonly operation: string;
  readonly input: Record<string, unknown>;
  /** Query parameters that no member of the operation takes. */
  readonly unknownQuery?: readonly string[];
}

/** A request as it has arrived; header names are in lower case. */
export interface HttpRequest {
  readonly method: string;
  /** Path as sent, percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer for the HTTP server. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Each is a header of its own. @default - none */
  readonly cookies?: readonly string[];
  readonly body: string | Buffer;
}

/** A database of Glue's catalog. */
export interface GluePlace {
  readonly account: string;
  readonly region: string;
  readonly database: string;
}

/** Everything that handlers of all services can reach. */
export interface EmulatorContext {
  readonly store: Store;
  readonly options: EmulatorOptions;
  readonly delays: EmulatorDelays;
  readonly faults: FaultRules;
  readonly log: CallLog;
  /** Event buses of all accounts. */
  readonly events: EventBus;
  /** Record of what became of events and schedules at their targets. */
  readonly deliveries: Deliveries;
  readonly rates: RateLimits;
  readonly violations: Violations;
  readonly registry: RegistrySchemas | undefined;
  /** Judges calls as IAM does; undefined where the emulator was started to look past IAM. */
  readonly judge: Judge | undefined;
  /** Address at which functions find the emulator. */
  readonly url: () => string;
  /** Runs another service's operation in the name of the same caller, through validation and faults. */
  readonly call: (service: string, operation: string, input: object, by: Call) => Promise<unknown>;
  /** Calls of services in the name of roles that they were given. */
  readonly roleCalls: RoleCalls;
  /** Invokes a function that the emulator hosts; whoever invokes it has been judged. */
  readonly invokeFunction: (functionArn: string, event: unknown) => Promise<unknown>;
  /** The value of an SSM parameter of the caller's account; undefined when there is none. */
  readonly readParameter: (name: string, by: Call) => Promise<string | undefined>;
  /** Tables of a Glue database of any account; undefined when there is no such database. */
  readonly readTables: (place: GluePlace) => Promise<readonly GlueTable[] | undefined>;
}

/** One call, and who makes it. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly callerArn: string;
  readonly accessKeyId: string;
  readonly requestId: string;
  readonly emulator: EmulatorContext;
}

/** Carries out an operation for a call; what it returns is the output. */
export type Operation = (input: Record<string, unknown>, call: Call) => unknown;

/** Operations by name. */
export type Operations = Readonly<Record<string, Operation>>;

/** Types a handler's input. The cast is the boundary: shapes have been validated against botocore when it is there. */
export function operation<I extends object>(handler: (input: I, call: Call) => unknown): Operation {
  return (input, call) => handler(input as unknown as I, call);
}

/** Language of a service: request -> operation and input; output or error -> reply. */
export interface Protocol {
  parse(request: HttpRequest): ParsedRequest;
  reply(operation: string, output: unknown, requestId: string): HttpReply;
  error(error: { code: string; status: number; message: string }, requestId: string): HttpReply;
}

/** End of a call that was made: its output, or the error that it was refused with. */
export type CallEnd = { readonly output: unknown } | { readonly error: ServiceError };

/** Rules beside IAM by which calls are refused. */
export interface AuthorizationLayer {
  readonly name: Layer;
  /** @throws ServiceError for a call that the caller may not make */
  refuse(input: Record<string, unknown>, call: Call): void;
}

/** A service: its protocol, its operations, and what the steps of a call ask it. */
export interface Service {
  /** The signing name, as in the credential scope. */
  readonly signingName: string;
  /** Folder of the service's model in botocore; undefined: requests are not validated. */
  readonly model?: string;
  readonly protocol: Protocol;
  readonly operations: Operations;
  /** Carries out what `operations` does not name. @default - nothing: such a call is refused as not implemented */
  readonly otherwise?: Operation;
  /**
   * Layers beside IAM that refuse calls which their caller may not make, in their order. They come before validation, so
   * members may be missing or malformed, and what does not exist is left to the handler. @default - everybody may make every call
   */
  readonly layers?: readonly AuthorizationLayer[];
  /** Operation and input as IAM knows them, where `parse` leaves a request as it came. @default - what `parse` gives */
  judged?(input: Record<string, unknown>): ParsedRequest;
  /** Told of every call with its end, as CloudTrail is. @default - nobody is */
  readonly trail?: (input: Record<string, unknown>, call: Call, end: CallEnd) => void;
  /** Facts that fault rules can select a call by, beside service, operation and account, or instead of them. @default - nothing */
  faultSubject?(operation: string, input: Record<string, unknown>): Partial<FaultSubject>;
  /** The service's name for "too many requests". @default ThrottlingException, 429 */
  readonly throttling?: Throttling;
}

/** Output of an operation whose HTTP reply is more than a JSON document (Lambda's Invoke). */
export class RawReply {
  constructor(
    readonly status: number,
    readonly headers: Record<string, string>,
    readonly body: string | Buffer,
  ) {}
}
