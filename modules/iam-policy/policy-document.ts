import { jsonTemplate, type TemplateValue } from "../expression";

/** Principals of a statement, in a resource or trust policy. */
export type PolicyPrincipals = "*" | { readonly [kind in "AWS" | "Service" | "Federated"]?: readonly string[] };

/** Condition operator -> condition key -> values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** One statement of a policy. */
export interface Statement {
  /**
   * Name of the statement, letters and digits only.
   *
   * @default - none
   */
  readonly sid?: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /**
   * Principals that the statement is about; resource and trust policies only.
   *
   * @default - none: an identity policy
   */
  readonly principals?: PolicyPrincipals;
  readonly actions: readonly string[];
  /**
   * ARNs. A wildcard is explained where the statement is written.
   *
   * @default - none: a trust policy
   */
  readonly resources?: readonly string[];
  /** @default - none */
  readonly conditions?: Conditions;
}

/**
 * The JSON text of a policy.
 *
 * A plain document and not the `aws_iam_policy_document` data source: a data source with an unknown input is deferred to
 * the apply, and everything behind it becomes unknown in the plan. Strings may hold expressions (`${aws_kms_key.X.arn}`)
 * as long as they are no CDKTF tokens; IAM's own variables are written `$${aws:PrincipalAccount}`.
 *
 * @throws Error when a string holds a CDKTF token, see `modules/expression`.
 */
export function policyDocument(statements: readonly Statement[]): string {
  return jsonTemplate({ Version: "2012-10-17", Statement: statements.map(toJson) });
}

function toJson(statement: Statement): TemplateValue {
  return {
    Sid: statement.sid,
    Effect: statement.effect ?? "Allow",
    Principal: statement.principals,
    Action: statement.actions,
    Resource: statement.resources,
    Condition: statement.conditions,
  };
}
