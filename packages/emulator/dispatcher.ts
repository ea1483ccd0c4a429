import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { BucketPolicies } from "./bucket-policies";
import { NOT_IMPLEMENTED, notImplemented, ServiceError, validationError } from "./errors";
import { injected, type FaultRule, type FaultSubject } from "./faults";
import { type CallerIdentity, type CredentialScope, type IdentityResolver, parseCredentialScope } from "./identity";
import { bucketCall, motoCall } from "./moto-calls";
import type { MotoProxy } from "./moto-proxy";
import type { Call, EmulatorContext, HttpReply, HttpRequest, ParsedRequest, Service } from "./service";
import { requestProblems } from "./validation/request-shape";
import { operationAt, type ServiceModel } from "./validation/service-model";

/** What the HTTP server does with the connection: answer, or cut it (a response that gets lost). */
export type Outcome = { readonly reply: HttpReply } | { readonly lost: true };

export interface DispatcherOptions {
  readonly context: EmulatorContext;
  readonly services: readonly Service[];
  readonly models: ReadonlyMap<string, ServiceModel>;
  readonly identity: IdentityResolver;
  readonly proxy: MotoProxy | undefined;
  /** Told of every call that was answered or is about to be, with the caller's access key. */
  readonly onCommitted: (accessKeyId: string) => Promise<boolean>;
}

/** Operations that change nothing, so that a plan does not rewrite the state file. */
const READ = /^(Get|List|Search|Describe)/;

/** Takes a request to its operation: identity, rates, faults, validation, handler, reply, log. */
export class Dispatcher {
  private readonly services: ReadonlyMap<string, Service>;

  constructor(private readonly options: DispatcherOptions) {
    this.services = new Map(options.services.map((service) => [service.signingName, service]));
  }

  async handle(request: HttpRequest): Promise<Outcome> {
    const started = Date.now();
    const requestId = randomUUID();
    const scope = parseCredentialScope(request.headers.authorization);
    const service = scope && this.services.get(scope.service);
    if (!service) return this.forward(request, scope, requestId, started);
    let identity: CallerIdentity | undefined;
    let parsed: ParsedRequest | undefined;
    let fault: FaultRule | undefined;
    let outcome: Outcome;
    let error: ServiceError | undefined;
    try {
      identity = await this.options.identity(scope.accessKeyId);
      parsed = this.parse(service, request);
      const call = this.call(scope, identity, parsed.operation, requestId);
      fault = this.takeFault(subjectOf(call, parsed.input));
      const output = await this.run(service, parsed, call, fault);
      const cut = await this.options.onCommitted(scope.accessKeyId);
      outcome =
        cut || fault?.mode === "lost-response"
          ? { lost: true }
          : { reply: service.protocol.reply(parsed.operation, output, requestId) };
    } catch (thrown) {
      error = asServiceError(thrown);
      outcome = { reply: service.protocol.error(error, requestId) };
    }
    this.options.context.log.add({
      time: new Date(started).toISOString(),
      service: scope.service,
      operation: parsed?.operation ?? `${request.method} ${request.path}`,
      account: identity?.account ?? "",
      region: scope.region,
      caller: identity?.arn ?? "",
      requestId,
      status: "lost" in outcome ? 0 : outcome.reply.status,
      error: error && `${error.code}: ${error.message}`,
      fault: fault?.mode,
      milliseconds: Date.now() - started,
    });
    return outcome;
  }

  /** Runs an operation on behalf of another service of the emulator, as the same caller. */
  async internal(serviceName: string, operation: string, input: object, by: Call): Promise<unknown> {
    const service = this.services.get(serviceName);
    if (!service) throw notImplemented(serviceName, operation);
    const call: Call = { ...by, service: serviceName, operation };
    const parsed = { operation, input: input as Record<string, unknown> };
    return this.run(service, parsed, call, this.takeFault(subjectOf(call, parsed.input)));
  }

  private call(scope: CredentialScope, identity: CallerIdentity, operation: string, requestId: string): Call {
    return {
      service: scope.service,
      operation,
      account: identity.account,
      region: scope.region,
      callerArn: identity.arn,
      accessKeyId: scope.accessKeyId,
      requestId,
      emulator: this.options.context,
    };
  }

  /** What is not served is named as AWS names it: the protocol alone knows method and path only. */
  private parse(service: Service, request: HttpRequest): ParsedRequest {
    try {
      return service.protocol.parse(request);
    } catch (error) {
      const model = service.model === undefined ? undefined : this.options.models.get(service.model);
      const unknown = error instanceof ServiceError && error.code === NOT_IMPLEMENTED && model !== undefined;
      const name = unknown ? operationAt(model, request.method, request.path) : undefined;
      throw name === undefined ? error : notImplemented(service.signingName, name);
    }
  }

  private async run(service: Service, parsed: ParsedRequest, call: Call, fault: FaultRule | undefined) {
    const { store, options, rates } = this.options.context;
    const admitted = !options.enforceRates || rates.admit(call.service, call.operation, call.account, call.region);
    if (!admitted || fault?.mode === "throttle") throw throttled(service);
    if (fault?.mode === "delay") await sleep(fault.ms ?? 0);
    if (fault?.mode === "error-before") throw injected(fault);
    const handler = service.operations[parsed.operation];
    if (!handler) throw notImplemented(call.service, parsed.operation);
    this.validate(service, parsed, call);
    const output = await handler(parsed.input, call);
    if (!READ.test(parsed.operation)) store.changed();
    if (fault?.mode === "error-after-commit") throw injected(fault);
    return output;
  }

  private validate(service: Service, parsed: ParsedRequest, call: Call): void {
    const model = service.model && this.options.models.get(service.model);
    if (!model) return;
    const problems = [
      ...requestProblems(model, parsed.operation, parsed.input),
      ...(parsed.unknownQuery ?? []).map((name) => `${name}: unknown query parameter`),
    ];
    if (problems.length === 0) return;
    this.options.context.violations.add({
      time: new Date().toISOString(),
      authority: "botocore",
      service: call.service,
      operation: call.operation,
      account: call.account,
      caller: call.callerArn,
      problems,
      request: parsed.input,
    });
    throw validationError(`${problems.length} validation error(s) detected: ${problems.join("; ")}`);
  }

  private takeFault(subject: FaultSubject): FaultRule | undefined {
    return this.options.context.faults.take(
      ["throttle", "error-before", "error-after-commit", "lost-response", "delay"],
      subject,
    );
  }

  /** What is not emulated goes to moto as it came; faults apply to it too. Without moto: 501. */
  private async forward(
    request: HttpRequest,
    scope: CredentialScope | undefined,
    requestId: string,
    started: number,
  ): Promise<Outcome> {
    const operation = operationName(request);
    const service = scope?.service ?? "unsigned";
    const { proxy, identity, context } = this.options;
    if (!proxy) {
      const body = JSON.stringify({ message: notImplemented(service, operation).message });
      return { reply: { status: 501, headers: { "content-type": "application/json" }, body } };
    }
    const caller = scope ? await identity(scope.accessKeyId) : { account: "", arn: "" };
    const fault = this.takeFault({ service, operation, account: caller.account });
    const outcome =
      service === "s3"
        ? await bucketCall(new BucketPolicies(context.store), proxy, request, fault)
        : await motoCall(proxy, request, fault);
    const cut = scope !== undefined && (await this.options.onCommitted(scope.accessKeyId));
    context.log.add({
      time: new Date(started).toISOString(),
      service,
      operation,
      account: caller.account,
      region: scope?.region ?? "",
      caller: caller.arn,
      requestId,
      status: "lost" in outcome ? 0 : outcome.reply.status,
      fault: fault?.mode,
      milliseconds: Date.now() - started,
    });
    return cut ? { lost: true } : outcome;
  }
}

/** Signing name and operation of a request, or its method and path where the operation is in the path. */
export function describeRequest(request: HttpRequest): string {
  const service = parseCredentialScope(request.headers.authorization)?.service ?? "unsigned";
  return `${service}:${operationName(request)}`;
}

function operationName(request: HttpRequest): string {
  const target = request.headers["x-amz-target"];
  if (target) return target.slice(target.lastIndexOf(".") + 1);
  const action = /(?:^|&)Action=([^&]+)/.exec(request.body.subarray(0, 4096).toString("latin1"));
  return action?.[1] ?? `${request.method} ${request.path}`;
}

const throttled = (service: Service) =>
  new ServiceError(
    service.throttling?.code ?? "ThrottlingException",
    service.throttling?.status ?? 429,
    "Rate exceeded",
  );

/** Lambda's Invoke carries the control-plane message; its kind, key and action select a fault rule too. */
function subjectOf(call: Call, input: Record<string, unknown>): FaultSubject {
  const base = { service: call.service, operation: call.operation, account: call.account };
  return call.service === "lambda" && call.operation === "Invoke" ? { ...base, ...messageOf(input.Payload) } : base;
}

export function messageOf(payload: unknown): { kind?: string; key?: string; action?: string } {
  if (!Buffer.isBuffer(payload)) return {};
  try {
    const message = JSON.parse(payload.toString("utf8")) as Record<string, unknown> | null;
    const tf = message?.tf as { action?: string } | undefined;
    const text = (value: unknown) => (typeof value === "string" ? value : undefined);
    return { kind: text(message?.kind), key: text(message?.key), action: text(tf?.action) ?? text(message?.action) };
  } catch {
    return {}; // not JSON: nothing to match
  }
}

function asServiceError(thrown: unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  process.stderr.write(`emulator bug: ${error.stack}\n`);
  return new ServiceError("InternalFailure", 500, `the emulator failed: ${error.message}`);
}
