import type { Judge } from "./judge";
import { type AllowedRequest, idOfStatement } from "./ledger";
import type { NamedPolicy } from "./model";
import { evaluateUnderAllReadings } from "./readings";
import { refusalMessage } from "./wording";
import { withoutStatement, writtenStatements } from "./written-statements";

/** An action that a statement of a role's or a user's own policies allows, and what it has been good for. */
export interface Grant {
  readonly policy: string;
  /** Position of the statement in the document, from 0. */
  readonly index: number;
  readonly sid?: string;
  /** Action as the statement has it, with its wildcards. */
  readonly action: string;
  /** Requests that the statement has allowed for the action. */
  readonly requests: number;
  /**
   * Refusal that such a request meets where the statement is taken away.
   *
   * @default - there was no request, or other statements allow all that were looked at
   */
  readonly refusedWithout?: string;
}

/** Grants by the ARN of the role or user. */
export type Grants = Readonly<Record<string, readonly Grant[]>>;

/**
 * Lists every grant of every role and user that was judged, with what was allowed by it so far, and what would be refused
 * without its statement: requests of the run are judged once more, without it. AWS's own managed policies are left out. A role
 * or user that was deleted is listed with the policies that it had last.
 */
export async function grantsOf(judge: Judge): Promise<Grants> {
  const found: Record<string, Grant[]> = {};
  for (const arn of judge.ledger.principals()) {
    const [, , , , account = "", path = ""] = arn.split(":");
    const name = path.split("/").pop() ?? "";
    const known = path.startsWith("role/")
      ? await judge.facts.role(account, name)
      : await judge.facts.user(account, name);
    const own = (known?.identity ?? judge.ledger.policiesOf(arn)).filter(
      ({ name: policy }) => !/^arn:[^:]+:iam::aws:/.test(policy),
    );
    if (own.length > 0) found[arn] = own.flatMap((policy) => grantsOfPolicy(policy, judge, arn));
  }
  return found;
}

function grantsOfPolicy(policy: NamedPolicy, judge: Judge, arn: string): Grant[] {
  return writtenStatements(policy).flatMap(({ Sid, Effect, Action = [] }, index) => {
    if (Effect !== "Allow") return [];
    const work = judge.ledger.atWork(arn).get(idOfStatement(policy, index));
    const actions = typeof Action === "string" ? [Action] : Action;
    const without = reduced(policy.name, index);
    return actions.map((action): Grant => {
      const exercised = [...(work?.actions ?? [])].filter(([each]) => matches(action, each)).map(([, what]) => what);
      const some = exercised.flatMap((each) => each.some);
      const refusedWithout = firstRefusal(some, without);
      return {
        policy: policy.name,
        index,
        ...(Sid === undefined ? {} : { sid: Sid }),
        action,
        requests: exercised.reduce((sum, { count }) => sum + count, 0),
        ...(refusedWithout === undefined ? {} : { refusedWithout }),
      };
    });
  });
}

/** Takes a statement away from policies of that name, from each once: they are compiled by identity. */
function reduced(name: string, index: number): (policy: NamedPolicy) => NamedPolicy {
  const known = new Map<NamedPolicy, NamedPolicy>();
  return (policy) => {
    if (policy.name !== name) return policy;
    const less = known.get(policy) ?? withoutStatement(policy, index);
    known.set(policy, less);
    return less;
  };
}

/** First refusal of requests that are judged once more, with less. */
function firstRefusal(
  requests: readonly AllowedRequest[],
  without: (policy: NamedPolicy) => NamedPolicy,
): string | undefined {
  for (const { request, policies } of requests) {
    const decision = evaluateUnderAllReadings(request, { ...policies, identity: policies.identity.map(without) });
    if (!decision.allowed) return refusalMessage(request, decision);
  }
  return undefined;
}

/** Tells whether an action is one of those that a statement's pattern stands for. */
function matches(pattern: string, action: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(action);
}
