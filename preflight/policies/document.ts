/** A condition of a statement: operator, key, values. */
export interface PolicyCondition {
  readonly operator: string;
  /** In lower case, as IAM compares keys. */
  readonly key: string;
  readonly values: readonly string[];
}

/** Principals of a statement; undefined where it has a form that is not read here (`NotPrincipal`). */
export type PolicyPrincipals = "everybody" | Readonly<Record<string, readonly string[]>> | undefined;

/** A statement of a resource's policy. Members that are not read here make it `unread`. */
export interface PolicyStatement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  readonly principals: PolicyPrincipals;
  /** Undefined for `NotAction`. */
  readonly actions?: readonly string[];
  readonly conditions: readonly PolicyCondition[];
}

/** Statements of a policy document in JSON. @throws SyntaxError */
export function statementsOf(text: string): PolicyStatement[] {
  const document = JSON.parse(text) as { readonly Statement?: unknown };
  return asList(document.Statement).map((statement) => statementOf(statement as Written));
}

interface Written {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function statementOf({ Sid, Effect, Principal, Action, Condition = {} }: Written): PolicyStatement {
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: asTexts(values) })),
  );
  return {
    ...(Sid === undefined ? {} : { sid: Sid }),
    effect: Effect === "Deny" ? "Deny" : "Allow",
    principals: principalsOf(Principal),
    ...(Action === undefined ? {} : { actions: asTexts(Action) }),
    conditions,
  };
}

function principalsOf(principal: unknown): PolicyPrincipals {
  if (principal === "*") return "everybody";
  if (typeof principal !== "object" || principal === null) return undefined;
  return Object.fromEntries(Object.entries(principal).map(([kind, values]) => [kind, asTexts(values)]));
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
}

function asTexts(value: unknown): string[] {
  return asList(value).map(String);
}
