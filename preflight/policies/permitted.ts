import { every, fits, meets, some, type KnownContext, type Verdict } from "./conditions";
import type { PolicyCondition, PolicyPrincipals, PolicyStatement } from "./document";

/** Somebody who calls: a service of AWS, or a role. */
export type Caller = { readonly service: string } | { readonly arn: string; readonly accountId: string };

/** A call whose permission by a resource's policy is asked for. */
export interface AskedCall {
  readonly caller: Caller;
  readonly action: string;
  readonly context: KnownContext;
}

/**
 * Tells whether a resource's own policy lets a call in. "no" is certain: it needs no key that is not known before the call.
 *
 * An account as principal lets in whom the account's IAM policies allow, which are not read here.
 */
export function permits(statements: readonly PolicyStatement[], call: AskedCall): Verdict {
  const of = (effect: PolicyStatement["effect"]): Verdict =>
    some(statements.filter((statement) => statement.effect === effect).map((statement) => applies(statement, call)));
  const denied = of("Deny");
  const allowed = of("Allow");
  if (denied === "yes" || allowed === "no") return "no";
  return denied === "no" && allowed === "yes" ? "yes" : "unknown";
}

/** Conditions that keep a call out of statements that name caller and action: the nearest misses. */
export function missedConditions(statements: readonly PolicyStatement[], call: AskedCall): PolicyCondition[] {
  return statements
    .filter(({ effect }) => effect === "Allow")
    .filter((statement) => isAddressed(statement, call) === "yes")
    .flatMap(({ conditions }) => conditions.filter((condition) => meets(condition, call.context) === "no"));
}

function applies(statement: PolicyStatement, call: AskedCall): Verdict {
  return every([
    isAddressed(statement, call),
    ...statement.conditions.map((condition) => meets(condition, call.context)),
  ]);
}

function isAddressed({ principals, actions }: PolicyStatement, { caller, action }: AskedCall): Verdict {
  const acts: Verdict =
    actions === undefined
      ? "unknown"
      : actions.some((pattern) => fits(action.toLowerCase(), pattern.toLowerCase()))
        ? "yes"
        : "no";
  return every([acts, names(principals, caller)]);
}

function names(principals: PolicyPrincipals, caller: Caller): Verdict {
  if (principals === undefined) return "unknown";
  const { AWS = [], Service = [] } = principals === "everybody" ? { AWS: ["*"] } : principals;
  if ("service" in caller) {
    if (Service.includes(caller.service)) return "yes";
    // Whether everybody includes services is not documented.
    return AWS.includes("*") ? "unknown" : "no";
  }
  const { arn, accountId } = caller;
  const itself = [arn, accountId, `${arn.split(":").slice(0, 4).join(":")}:${accountId}:root`, "*"];
  return AWS.some((name) => itself.includes(name)) ? "yes" : "no";
}
