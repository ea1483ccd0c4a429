import type { AccessRequest, Decision, StatementReference } from "./model";

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
  readonly milliseconds: number;
  /** Each refusal once, in the order in which they came up. */
  readonly refused: readonly RefusedCalls[];
  /** Statements that allowed something, by the ARN of the role, user or root. */
  readonly principals: Readonly<Record<string, readonly UsedStatement[]>>;
}

/** Resources of a kind differ in their ids without end: no more are listed. */
const KEPT = 5000;

/** Keeps what was judged: how much, what was refused, and which statements allowed something. */
export class Ledger {
  private calls = 0;
  private requests = 0;
  private milliseconds = 0;
  private readonly refused = new Map<string, RefusedCalls>();
  private readonly used = new Map<string, Map<string, { by: StatementReference; actions: Map<string, number> }>>();

  /** Counts a call with the time that judging it took. */
  count(milliseconds: number): void {
    this.calls += 1;
    this.milliseconds += milliseconds;
  }

  /** Notes the decision on one request. */
  note({ principal, action }: AccessRequest, decision: Decision): void {
    this.requests += 1;
    const of = principal.arn || principal.callerArn;
    const statements = this.used.get(of) ?? new Map<string, { by: StatementReference; actions: Map<string, number> }>();
    this.used.set(of, statements);
    if (!decision.allowed) return;
    for (const by of decision.by) {
      const id = `${by.kind}/${by.policy}/${by.index}`;
      const entry = statements.get(id) ?? { by, actions: new Map<string, number>() };
      statements.set(id, entry);
      entry.actions.set(action, (entry.actions.get(action) ?? 0) + 1);
    }
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

  list(): Judgements {
    const principals = [...this.used].map(([arn, statements]): [string, UsedStatement[]] => [
      arn,
      [...statements.values()].map(({ by, actions }) => ({ ...by, actions: Object.fromEntries(actions) })),
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
  }
}
