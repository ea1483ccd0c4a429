import type { Judge } from "./judge";
import type { UsedStatement } from "./ledger";
import type { NamedPolicy } from "./model";

/** Grant of a statement that nothing has used. */
export interface UnusedGrant {
  readonly policy: string;
  /** Position in the document, from 0. */
  readonly index: number;
  readonly sid?: string;
  /** Action as the statement has it, with its wildcards. */
  readonly action: string;
}

/** Grants that allowed nothing, by the ARN of the role or user. */
export type UnusedGrants = Readonly<Record<string, readonly UnusedGrant[]>>;

/**
 * Grants of every role and user that was judged which have allowed nothing so far: each action of each allowing statement
 * of its own policies. A run that does not do everything leaves unused what it has not done.
 */
export async function unusedGrants(judge: Judge): Promise<UnusedGrants> {
  const found: Record<string, UnusedGrant[]> = {};
  for (const [arn, used] of Object.entries(judge.ledger.list().principals)) {
    const [, , , , account = "", path = ""] = arn.split(":");
    const name = path.split("/").pop() ?? "";
    const known = path.startsWith("role/")
      ? await judge.facts.role(account, name)
      : await judge.facts.user(account, name);
    if (known !== undefined) found[arn] = known.identity.flatMap((policy) => unusedOf(policy, used));
  }
  return found;
}

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
}

function unusedOf({ name, document }: NamedPolicy, used: readonly UsedStatement[]): UnusedGrant[] {
  const { Statement = [] } = document as { Statement?: Statement | readonly Statement[] };
  const statements = Array.isArray(Statement) ? (Statement as readonly Statement[]) : [Statement as Statement];
  return statements.flatMap(({ Sid, Effect, Action = [] }, index) => {
    if (Effect !== "Allow") return [];
    const entry = used.find((each) => each.kind === "identity" && each.policy === name && each.index === index);
    const exercised = Object.keys(entry?.actions ?? {});
    const actions = typeof Action === "string" ? [Action] : Action;
    return actions
      .filter((action) => !exercised.some((each) => matches(action, each)))
      .map((action) => ({ policy: name, index, ...(Sid === undefined ? {} : { sid: Sid }), action }));
  });
}

/** Tells whether an action is one of those that a statement's pattern stands for. */
function matches(pattern: string, action: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(action);
}
