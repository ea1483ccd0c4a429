import { randomUUID } from "node:crypto";
import { asServiceError, type ServiceError } from "./errors";
import { operationName } from "./http/operation-name";
import { WITH_WEB_IDENTITY } from "./iam/policies/federated";
import { type CredentialScope, type IdentityResolver, parseCredentialScope } from "./identity";
import type { Call, EmulatorContext, HttpRequest, Service } from "./service";
import { admit } from "./steps/admit";
import { authorize } from "./steps/authorize";
import { commit } from "./steps/commit";
import type { Handled, Identified, Outcome, Parsed, Received } from "./steps/exchange";
import { fault } from "./steps/fault";
import { handle } from "./steps/handle";
import { identity } from "./steps/identity";
import { parse } from "./steps/parse";
import { admitPlace, PlaceRefusal } from "./steps/place";
import { refuse, reply } from "./steps/reply";
import { trailed } from "./steps/trail";
import { validate, validateReply } from "./steps/validate";
import type { ServiceModel } from "./validation/service-model";

/** Parts that a dispatcher works with. */
export interface DispatcherOptions {
  readonly context: EmulatorContext;
  readonly services: readonly Service[];
  /** Makes the service that takes the calls of a signing name which none of `services` has. */
  readonly others: (signingName: string) => Service;
  readonly models: ReadonlyMap<string, ServiceModel>;
  readonly identity: IdentityResolver;
  /** Told of every call that was carried out and is about to be answered, with the caller's access key. */
  readonly onCommitted: (accessKeyId: string) => Promise<boolean>;
}

/** Service of a request that carries no signature: STS gives credentials to who has none yet. */
function unsignedService(request: HttpRequest): string {
  return operationName(request) === WITH_WEB_IDENTITY ? "sts" : "unsigned";
}

/**
 * Services of the emulator that call others in their caller's name, as `aws:CalledVia` has them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-calledvia
 */
const CALLED_VIA: Readonly<Record<string, string>> = { cloudcontrolapi: "cloudformation.amazonaws.com" };

/**
 * Takes a call through its steps, each a file in `steps/`: identity, parse, admit, fault, authorize, validate, handle,
 * commit, reply. They are the same for the emulator's services and for what goes on to moto.
 */
export class Dispatcher {
  private readonly services: Map<string, Service>;

  constructor(private readonly options: DispatcherOptions) {
    this.services = new Map(options.services.map((service) => [service.signingName, service]));
  }

  /** Carries out a request and logs it; what a step refuses is answered as the service's error. */
  async handle(request: HttpRequest): Promise<Outcome> {
    const started = Date.now();
    const scope = parseCredentialScope(request.headers.authorization);
    const service = this.serviceOf(scope?.service ?? unsignedService(request));
    const received: Received = {
      context: this.options.context,
      service,
      requestId: randomUUID(),
      read: () => service.protocol.parse(request),
      notes: {},
    };
    let outcome: Outcome;
    let error: ServiceError | undefined;
    try {
      admitPlace(request, scope, this.options.context.options.enabledRegions ?? []);
      const identified = await identity(received, scope, this.options.identity);
      outcome = await reply(await this.carryOut(identified), this.options.onCommitted);
    } catch (thrown) {
      error = asServiceError(thrown);
      outcome = error instanceof PlaceRefusal ? { reply: error.reply(received.requestId) } : refuse(received, error);
    }
    this.log(received, request, scope, outcome, error, started);
    return outcome;
  }

  /** Runs an operation on behalf of another service of the emulator, as the same caller. */
  async internal(signingName: string, operation: string, input: object, by: Call): Promise<unknown> {
    const handled = await this.carryOut({
      context: this.options.context,
      service: this.serviceOf(signingName),
      requestId: by.requestId,
      read: () => ({ operation, input: input as Record<string, unknown> }),
      notes: {},
      caller: {
        account: by.account,
        arn: by.callerArn,
        accessKeyId: by.accessKeyId,
        region: by.region,
        calledVia: CALLED_VIA[by.service],
      },
    });
    return handled.output;
  }

  /** The steps that calls from outside and from other services have in common. */
  private async carryOut(identified: Identified): Promise<Handled> {
    const parsed = parse(identified);
    return trailed(parsed, () => this.carryOutParsed(parsed));
  }

  private async carryOutParsed(parsed: Parsed): Promise<Handled> {
    admit(parsed);
    const faulted = await fault(parsed);
    const authorized = await authorize(faulted);
    validate(authorized, this.options.models);
    const handled = await handle(authorized);
    validateReply(handled, this.options.models);
    commit(handled);
    return handled;
  }

  private serviceOf(signingName: string): Service {
    let service = this.services.get(signingName);
    if (!service) {
      service = this.options.others(signingName);
      this.services.set(signingName, service);
    }
    return service;
  }

  private log(
    { service, notes, requestId }: Received,
    request: HttpRequest,
    scope: CredentialScope | undefined,
    outcome: Outcome,
    error: ServiceError | undefined,
    started: number,
  ): void {
    this.options.context.log.add({
      time: new Date(started).toISOString(),
      service: service.signingName,
      operation: notes.operation ?? operationName(request),
      account: notes.caller?.account ?? "",
      region: scope?.region ?? "",
      caller: notes.caller?.arn ?? "",
      requestId,
      status: "lost" in outcome ? 0 : outcome.reply.status,
      error: error && `${error.code}: ${error.message}`,
      fault: notes.fault,
      milliseconds: Date.now() - started,
    });
  }
}
