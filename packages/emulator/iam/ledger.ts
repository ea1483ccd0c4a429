import type { AccessRequest, Decision, NamedPolicy, PolicySet, StatementReference } from "./model";
import { writtenStatements } from "./written-statements";

/** Layers that may refuse a call, in their order. */
export type Layer = "IAM" | "RAM" | "DataZone";

/** A refusal by a layer. */
export interface RefusedCall {
  readonly layer: Layer;
  /** ARN of the role, user, root or service; not of its session. */
  readonly principal: string;
  readonly service: string;
  readonly operation: string;
  /** Of IAM's refusals. */
  readonly action?: string;
  readonly resource?: string;
  /** As the first such call was told. */
  readonly message: string;
}

/** Refusals of the same thing, counted. */
export interface RefusedCalls extends RefusedCall {
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

/** A statement with the actions that it has allowed, and how often. */
export interface UsedStatement extends StatementReference {
  readonly actions: Readonly<Record<string, number>>;
}

/** Everything that was judged so far. */
export interface Judgements {
  /** Calls that were judged, those that AWS services made among them. */
  readonly calls: number;
  readonly requests: number;
  /** From the beginning to the end of judging, waiting for facts included: calls are judged side by side. */
  readonly milliseconds: number;
  /** Questions to whoever holds the policies: about a millisecond each. */
  readonly questions: number;
  /** Each refusal once, in the order in which they came up. */
  readonly refused: readonly RefusedCalls[];
  /** Statements that allowed something, by the ARN of the role, user or root. */
  readonly principals: Readonly<Record<string, readonly UsedStatement[]>>;
}

/** A request that a statement of the principal's own policies has allowed, with all policies that took part. */
export interface AllowedRequest {
  readonly request: AccessRequest;
  readonly policies: PolicySet;
}

/** A statement of a principal's own policies at work. */
export interface StatementAtWork {
  readonly by: StatementReference;
  /** Requests that it has allowed, by action: how many, and a few of them, of different resources. */
  readonly actions: ReadonlyMap<string, { readonly count: number; readonly some: readonly AllowedRequest[] }>;
}

interface ActionAtWork {
  count: number;
  readonly some: AllowedRequest[];
}

interface Entry {
  readonly by: StatementReference;
  readonly actions: Map<string, ActionAtWork>;
}

/** Resources of a kind differ in their ids without end: no more are listed. */
const KEPT = 5000;
/** Requests of a statement and action that are kept: a statement that one of them does not need, another one may. */
const SOME = 8;

/** Keeps what was judged: how much, what was refused, and which statements allowed something. */
export class Ledger {
  private calls = 0;
  private requests = 0;
  private milliseconds = 0;
  private readonly refused = new Map<string, RefusedCalls>();
  private readonly used = new Map<string, Map<string, Entry>>();
  private readonly lastPolicies = new Map<string, readonly NamedPolicy[]>();

  /** Counts a call with the time that judging it took. */
  count(milliseconds: number): void {
    this.calls += 1;
    this.milliseconds += milliseconds;
  }

  /** Notes the decision on one request. */
  note(request: AccessRequest, policies: PolicySet, decision: Decision): void {
    this.requests += 1;
    const of = request.principal.arn || request.principal.callerArn;
    const statements = this.used.get(of) ?? new Map<string, Entry>();
    this.used.set(of, statements);
    if (policies.identity.length > 0) this.lastPolicies.set(of, policies.identity);
    if (!decision.allowed) return;
    for (const by of decision.by) {
      const id = statementId(by, policies);
      const entry: Entry = statements.get(id) ?? { by, actions: new Map<string, ActionAtWork>() };
      statements.set(id, entry);
      const action: ActionAtWork = entry.actions.get(request.action) ?? { count: 0, some: [] };
      entry.actions.set(request.action, action);
      action.count += 1;
      if (by.kind === "identity" && isNew(request, action.some)) action.some.push({ request, policies });
    }
  }

  /** Statements that have allowed something to a principal, by what they say. */
  atWork(principalArn: string): ReadonlyMap<string, StatementAtWork> {
    return this.used.get(principalArn) ?? new Map<string, StatementAtWork>();
  }

  /** The principal's own policies as they were when it was judged last: a role that is deleted has none any more. */
  policiesOf(principalArn: string): readonly NamedPolicy[] {
    return this.lastPolicies.get(principalArn) ?? [];
  }

  /** ARNs of everybody that was judged. */
  principals(): string[] {
    return [...this.used.keys()].sort();
  }

  /** Notes a refusal. */
  refuse(call: RefusedCall): void {
    const { layer, principal, service, operation, action, resource } = call;
    const id = [layer, principal, service, operation, action, resource].join("|");
    const last = new Date().toISOString();
    const known = this.refused.get(id);
    if (known === undefined && this.refused.size >= KEPT) return;
    this.refused.set(id, { ...call, ...known, count: (known?.count ?? 0) + 1, first: known?.first ?? last, last });
  }

  list(): Omit<Judgements, "questions"> {
    const principals = [...this.used].map(([arn, statements]): [string, UsedStatement[]] => [
      arn,
      [...statements.values()].map(({ by, actions }) => ({
        ...by,
        actions: Object.fromEntries([...actions].map(([action, { count }]) => [action, count])),
      })),
    ]);
    const { calls, requests, milliseconds, refused } = this;
    return {
      calls,
      requests,
      milliseconds: Math.round(milliseconds),
      refused: [...refused.values()],
      principals: Object.fromEntries(principals.sort(([a], [b]) => a.localeCompare(b))),
    };
  }

  clear(): void {
    Object.assign(this, { calls: 0, requests: 0, milliseconds: 0 });
    this.refused.clear();
    this.used.clear();
    this.lastPolicies.clear();
  }
}

function isNew({ resource }: AccessRequest, some: readonly AllowedRequest[]): boolean {
  return some.length < SOME && some.every(({ request }) => request.resource !== resource);
}

/** Id of a statement by what it says: a policy that changes keeps what its other statements have done. */
export function idOfStatement(policy: NamedPolicy, index: number, kind = "identity"): string {
  return `${kind}/${policy.name}/${JSON.stringify(writtenStatements(policy)[index])}`;
}

function statementId(by: StatementReference, { identity }: PolicySet): string {
  const policy = by.kind === "identity" ? identity.find(({ name }) => name === by.policy) : undefined;
  return policy === undefined ? `${by.kind}/${by.policy}/${by.index}` : idOfStatement(policy, by.index);
}
