import type { CallLog } from "../../call-log";
import type { FaultRule, FaultRules } from "../../faults";
import type { Call, Caller, Family, Operation, Problems, Validation } from "../family";
import type { Host } from "../host";
import { type ApiAnswer, type ApiRequest, HostError } from "./call";
import { Routes } from "./routes";

/** Request or answer that the host's published description does not allow. */
export interface HostViolation {
  readonly host: string;
  readonly operation: string;
  /** Request, or our own answer. */
  readonly of: "request" | "answer";
  readonly problems: Problems;
}

/** Parts that all hosts of a server share. */
export interface Shared {
  readonly faults: FaultRules;
  readonly log: CallLog;
  readonly violations: HostViolation[];
}

/** Outcome of a request; `lost` cuts the connection. */
export type Exchanged = { readonly answer: ApiAnswer } | { readonly lost: true };

interface Carried {
  readonly answer: ApiAnswer;
  readonly operation: string;
  readonly fault?: FaultRule;
  readonly caller?: Caller;
}

/** The steps of every call of a host's API, in their order. */
export class Exchange {
  private readonly routes: Routes<Operation>;
  private calls = 0;

  constructor(
    private readonly host: Host,
    private readonly family: Family,
    private readonly shared: Shared,
    private readonly validation: Validation | undefined,
  ) {
    this.routes = new Routes(family.operations);
  }

  async carryOut(request: ApiRequest): Promise<Exchanged> {
    const started = Date.now();
    const { answer, operation, fault, caller } = await this.steps(request);
    const isLost = fault?.mode === "lost-response";
    this.shared.log.add({
      time: new Date(started).toISOString(),
      service: this.host.definition.key,
      operation,
      account: "",
      region: "",
      caller: caller?.login ?? "",
      requestId: String((this.calls += 1)),
      status: isLost ? 0 : answer.status,
      ...(answer.status >= 400 ? { error: messageOf(answer) } : {}),
      ...(fault === undefined ? {} : { fault: fault.mode }),
      milliseconds: Date.now() - started,
    });
    if (isLost) return { lost: true };
    return { answer: { ...answer, headers: { ...this.family.headers(this.host, caller), ...answer.headers } } };
  }

  /** Finds the operation, and answers a refusal as its host does. */
  private async steps(request: ApiRequest): Promise<Carried> {
    const found = this.routes.match(request.method, request.path);
    let caller: Caller | undefined;
    const operation = found?.route.id ?? this.validation?.nameOf(request.method, request.path) ?? "";
    const fault = this.take(operation);
    try {
      caller = this.family.authenticate(this.host, request);
      const refusal = this.family.admit(this.host, request, caller);
      if (refusal !== undefined) throw refusal;
      await this.strike(fault);
      if (found === undefined) {
        const name = operation === "" ? `${request.method} ${request.path}` : operation;
        throw this.family.notServed(this.host, name);
      }
      const answer = await this.operate(found.route, request, found.labels, caller);
      if (fault?.mode === "error-after-commit") throw this.injected(fault);
      return { answer, operation, fault, caller };
    } catch (error) {
      return { answer: this.refusal(error), operation, fault, caller };
    }
  }

  private async operate(
    route: Operation,
    request: ApiRequest,
    labels: Record<string, string>,
    caller: Caller | undefined,
  ): Promise<ApiAnswer> {
    const { refused = [], noted = [] } = this.validation?.request(route, request, labels) ?? {};
    this.note(route, "request", [...refused, ...noted]);
    if (refused.length > 0) throw this.family.invalid(this.host, refused);
    const answer = await this.handled(route, { ...request, host: this.host, labels, caller });
    const unfit = this.validation?.answer(route, answer) ?? [];
    this.note(route, "answer", unfit);
    if (unfit.length > 0)
      throw new Error(`the answer of ${route.id} does not fit its description: ${unfit.join("; ")}`);
    return answer;
  }

  /** Answer of an operation, its refusals included: they are described as well. */
  private async handled(route: Operation, call: Call): Promise<ApiAnswer> {
    try {
      return await route.handle(call);
    } catch (error) {
      if (error instanceof HostError) return { status: error.status, body: error.body, headers: error.headers };
      throw error;
    }
  }

  private note(route: Operation, of: HostViolation["of"], problems: Problems): void {
    if (problems.length > 0)
      this.shared.violations.push({ host: this.host.definition.key, operation: route.id, of, problems });
  }

  private take(operation: string): FaultRule | undefined {
    return this.shared.faults.take(["throttle", "error-before", "error-after-commit", "lost-response", "delay"], {
      service: this.host.definition.key,
      operation,
      account: "",
    });
  }

  private async strike(fault: FaultRule | undefined): Promise<void> {
    if (fault?.mode === "throttle") throw this.family.throttled(this.host);
    if (fault?.mode === "error-before") throw this.injected(fault);
    if (fault?.mode === "delay") await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1000));
  }

  private injected({ mode, status, message }: FaultRule): HostError {
    return this.family.failed(this.host, status ?? 500, message ?? `injected fault: ${mode}`);
  }

  /** Answer to a refusal; anything else that is thrown is a fault of this server, and goes to stderr. */
  private refusal(error: unknown): ApiAnswer {
    if (error instanceof HostError) return { status: error.status, body: error.body, headers: error.headers };
    const { stack, message } = error as Error;
    process.stderr.write(`code host ${this.host.definition.key}: ${stack}\n`);
    const { status, body } = this.family.failed(this.host, 500, message);
    return { status, body };
  }
}

function messageOf({ body }: ApiAnswer): string {
  const { message, error } = (body ?? {}) as Record<string, unknown>;
  return typeof message === "string" ? message : JSON.stringify(message ?? error ?? "");
}
