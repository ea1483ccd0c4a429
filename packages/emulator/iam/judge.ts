import type { ServiceError } from "../errors";
import { roleArnOf } from "../identity";
import type { Call, ParsedRequest } from "../service";
import type { Caller } from "../steps/exchange";
import { requestContext } from "./context";
import { type Judgements, type Layer, Ledger } from "./ledger";
import type { AccessRequest, PolicySet, Refusal } from "./model";
import type { Facts } from "./policies/facts";
import { federatedPrincipal, WITH_WEB_IDENTITY } from "./policies/federated";
import { type KnownPrincipal, knownPrincipal, roleSession, servicePrincipal } from "./policies/principal";
import { resourcePolicy } from "./policies/resource-policy";
import { type Session, sessionOf } from "./policies/sessions";
import { refusalError } from "./refusal-codes";
import { evaluateUnderAllReadings } from "./readings";
import { type Need, needsOf } from "./requests";
import { refusalMessage } from "./wording";

/** A call that is about to be judged. */
export interface JudgedCall {
  readonly call: Call;
  readonly caller: Caller;
  readonly parsed: ParsedRequest;
}

/** A refused need. */
interface RefusedNeed {
  readonly request: AccessRequest;
  readonly decision: Refusal;
}

/** Judges calls as IAM does, and keeps what it has judged. */
export class Judge {
  readonly ledger = new Ledger();

  /** @param enforce false lists what is refused, and lets it pass */
  constructor(
    readonly facts: Facts,
    private readonly enforce = true,
  ) {}

  /**
   * Judges everything that a call needs.
   *
   * @throws ServiceError the service's refusal, of the first need that is not met
   */
  async authorize({ call, caller, parsed }: JudgedCall): Promise<void> {
    const started = performance.now();
    const needs = await needsOf({ operation: parsed.operation, input: parsed.input, call, facts: this.facts });
    if (needs === undefined) {
      this.ledger.count(performance.now() - started);
      return this.end(this.refuseUnmapped(call, parsed.operation));
    }
    const session = sessionOf(call.emulator.store, caller.accessKeyId);
    const known = needs.length === 0 ? undefined : await this.principalOf(parsed, caller, session);
    const refused = known === undefined ? [] : await this.refusalsOf(known, session, needs, caller);
    this.ledger.count(performance.now() - started);
    for (const each of refused) this.end(this.refuse(call, parsed.operation, each));
  }

  private principalOf({ operation, input }: ParsedRequest, caller: Caller, session: Session): Promise<KnownPrincipal> {
    if (operation === WITH_WEB_IDENTITY) return Promise.resolve(federatedPrincipal(input));
    return knownPrincipal(caller, session, this.facts);
  }

  private end(refusal: ServiceError): void {
    if (this.enforce) throw refusal;
  }

  /**
   * Tells whether a service may assume a role: what the role's trust says of the service.
   *
   * @param source keys that the service sends of itself: `aws:sourceaccount`, `aws:sourcearn`; some send none
   */
  async mayAssume(service: string, roleArn: string, source: Need["context"], call: Call): Promise<boolean> {
    const need: Need = {
      action: "sts:AssumeRole",
      resource: roleArn,
      accountId: roleArn.split(":")[4],
      context: source,
    };
    return this.mayService(service, need, call);
  }

  /** Tells whether a service may do something for itself: what the policy of the resource says of it. */
  async mayService(service: string, need: Need, call: Call): Promise<boolean> {
    return (await this.judgeService(servicePrincipal(service), need, call)) === undefined || !this.enforce;
  }

  /** Tells whether who makes a call may do something else, on which a part of the answer depends. Being refused is no refusal. */
  async mayAlso(need: Need, { account, callerArn: arn, accessKeyId, region, emulator }: Call): Promise<boolean> {
    const caller = { account, arn, accessKeyId, region };
    const session = sessionOf(emulator.store, accessKeyId);
    const known = await knownPrincipal(caller, session, this.facts);
    return (await this.refusalsOf(known, session, [need], caller)).length === 0 || !this.enforce;
  }

  /** Tells whether a role that a service works with may do something. */
  async mayAs(roleArn: string, sessionName: string, need: Need, call: Call): Promise<boolean> {
    const [, , , , account = "", path = ""] = roleArn.split(":");
    const role = await this.facts.role(account, path.split("/").pop() ?? "");
    if (role === undefined) return !this.enforce;
    return (await this.judgeService(roleSession(role, sessionName), need, call)) === undefined || !this.enforce;
  }

  /** Everything that was judged so far, and what it took. */
  judgements(): Judgements {
    return { ...this.ledger.list(), questions: this.facts.questions };
  }

  /** Forgets what was judged, and what was known. */
  clear(): void {
    this.ledger.clear();
    this.facts.forget();
  }

  /** Notes what another layer has refused. */
  noteRefusal(layer: Layer, call: Call, error: ServiceError): void {
    this.ledger.refuse({
      layer,
      principal: roleArnOf(call.callerArn),
      service: call.service,
      operation: call.operation,
      message: `${error.code}: ${error.message}`,
    });
  }

  private async judgeService(known: KnownPrincipal, need: Need, call: Call): Promise<RefusedNeed | undefined> {
    const started = performance.now();
    const caller = { account: known.principal.accountId ?? "", arn: known.principal.callerArn, accessKeyId: "" };
    const refused = (await this.refusalsOf(known, {}, [need], { ...caller, region: call.region })).at(0);
    this.ledger.count(performance.now() - started);
    if (refused !== undefined) this.refuse({ ...call, callerArn: known.principal.callerArn }, call.operation, refused);
    return refused;
  }

  /** The first refusal, as the service answers; all of them where none of them ends the call. */
  private async refusalsOf(
    known: KnownPrincipal,
    session: Session,
    needs: readonly Need[],
    caller: Caller,
  ): Promise<RefusedNeed[]> {
    const refused: RefusedNeed[] = [];
    for (const need of needs) {
      const resourceAccountId = need.accountId ?? known.principal.accountId ?? "";
      const request: AccessRequest = {
        principal: known.principal,
        action: need.action,
        resource: need.resource,
        resourceAccountId,
        context: requestContext(known, need, caller, await this.organizationOf(known, resourceAccountId)),
      };
      const { policy, mustAllow } = await resourcePolicy(need, this.facts);
      const policies: PolicySet = {
        identity: known.identity,
        boundary: known.boundary,
        session: session.policies,
        serviceControl: known.organization?.serviceControl,
        resource: policy,
        resourceMustAllow: mustAllow,
      };
      const decision = evaluateUnderAllReadings(request, policies);
      this.ledger.note(request, policies, decision);
      if (decision.allowed) continue;
      refused.push({ request, decision });
      if (this.enforce) break;
    }
    return refused;
  }

  /** Id of the organization that owns a resource. */
  private async organizationOf(
    { principal, organization }: KnownPrincipal,
    account: string,
  ): Promise<string | undefined> {
    if (account === principal.accountId || account === "") return organization?.id;
    return (await this.facts.organization(account))?.id;
  }

  private refuse(call: Call, operation: string, { request, decision }: RefusedNeed): ServiceError {
    const message = refusalMessage(request, decision);
    const { action, resource } = request;
    const principal = request.principal.arn || request.principal.callerArn;
    this.ledger.refuse({ layer: "IAM", principal, service: call.service, operation, action, resource, message });
    return refusalError(call.service, message);
  }

  private refuseUnmapped(call: Call, operation: string): ServiceError {
    const { service, callerArn } = call;
    const message = `the sandbox does not know what ${service}:${operation} needs in IAM (packages/emulator/iam/requests), so nobody may call it; --no-iam looks past it`;
    this.ledger.refuse({ layer: "IAM", principal: roleArnOf(callerArn), service, operation, message });
    return refusalError(service, message);
  }
}
