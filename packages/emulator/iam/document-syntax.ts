import type { Effect } from "./alternatives";
import { inStatement, PolicyProblem } from "./verdict";

/** Sorts of documents, which differ in the members of their statements. */
export type DocumentForm =
  /** Policy of an identity, boundary, policy of a session, service control policy: no principals. */
  | "identity"
  /** Policy of a resource or of a VPC endpoint, trust policy: with principals, and with or without resources. */
  | "resource";

/** A list that a member of a statement holds, or its opposite: NotAction, NotResource, NotPrincipal. */
export interface Listed<T> {
  readonly negated: boolean;
  readonly values: T;
}

/** Statement as it is written, with lists where the grammar lets one value stand for a list of one. */
export interface WrittenStatement {
  readonly sid: string | undefined;
  readonly effect: Effect;
  readonly actions: Listed<readonly string[]>;
  /** Undefined where a resource-based policy leaves out the resource that it is attached to. */
  readonly resources: Listed<readonly string[]> | undefined;
  /** Undefined in policies of identities. */
  readonly principals: Listed<"*" | Readonly<Record<string, readonly string[]>>> | undefined;
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Document as it is written. */
export interface WrittenDocument {
  /** Version 2012-10-17, the one with policy variables. */
  readonly variables: boolean;
  readonly statements: readonly WrittenStatement[];
}

type Json = Readonly<Record<string, unknown>>;

const MEMBERS = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/**
 * Reads a policy document by the grammar of IAM, strictly: a member that the grammar does not have may mean anything.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @throws PolicyProblem at the first deviation.
 */
export function readDocument(document: unknown, form: DocumentForm): WrittenDocument {
  const { Version, Id, Statement, ...others } = object(parsed(document), "the document");
  refuseOthers(others, "the document");
  if (Id !== undefined) text(Id, "Id");
  if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17")
    throw new PolicyProblem(`version ${JSON.stringify(Version)} is not known`);
  const statements = Array.isArray(Statement) ? (Statement as unknown[]) : [Statement];
  return {
    variables: Version === "2012-10-17",
    statements: statements.map((statement, index) =>
      inStatement(index, () => readStatement(object(statement, "the statement"), form)),
    ),
  };
}

function parsed(document: unknown): unknown {
  if (typeof document !== "string") return document;
  try {
    return JSON.parse(document) as unknown;
  } catch {
    throw new PolicyProblem("the document is not JSON");
  }
}

function readStatement(statement: Json, form: DocumentForm): WrittenStatement {
  const members = form === "resource" ? [...MEMBERS, "Principal", "NotPrincipal"] : MEMBERS;
  refuseOthers(
    Object.fromEntries(Object.entries(statement).filter(([name]) => !members.includes(name))),
    "the statement",
  );
  const { Sid, Effect: effect, Condition = {} } = statement;
  if (effect !== "Allow" && effect !== "Deny") throw new PolicyProblem(`effect ${JSON.stringify(effect)} is not known`);
  const actions = either(statement, "Action", texts);
  if (actions === undefined) throw new PolicyProblem("Action is missing");
  const resources = either(statement, "Resource", texts);
  if (resources === undefined && form === "identity") throw new PolicyProblem("Resource is missing");
  const principals = either(statement, "Principal", principalLists);
  if (principals === undefined && form === "resource") throw new PolicyProblem("Principal is missing");
  // "Using it with "Effect":"Allow" is not supported": reference_policies_elements_notprincipal.html
  if (principals?.negated === true && effect === "Allow")
    throw new PolicyProblem("NotPrincipal cannot stand with Allow");
  return {
    sid: Sid === undefined ? undefined : text(Sid, "Sid"),
    effect,
    actions,
    resources,
    principals,
    conditions: mapped(object(Condition, "Condition"), (keys, operator) =>
      mapped(object(keys, operator), (values, key) => list(values, key).map((value) => scalar(value, key))),
    ),
  };
}

function either<T>(statement: Json, name: string, read: (value: unknown, name: string) => T): Listed<T> | undefined {
  const [plain, opposite] = [statement[name], statement[`Not${name}`]];
  if (plain !== undefined && opposite !== undefined)
    throw new PolicyProblem(`${name} and Not${name} exclude each other`);
  if (plain !== undefined) return { negated: false, values: read(plain, name) };
  return opposite === undefined ? undefined : { negated: true, values: read(opposite, `Not${name}`) };
}

function principalLists(value: unknown, name: string): "*" | Record<string, readonly string[]> {
  return value === "*" ? "*" : mapped(object(value, name), texts);
}

function texts(value: unknown, name: string): readonly string[] {
  return list(value, name).map((each) => text(each, name));
}

function list(value: unknown, name: string): readonly unknown[] {
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  if (values.length === 0) throw new PolicyProblem(`${name} is an empty list`);
  return values;
}

function text(value: unknown, name: string): string {
  if (typeof value !== "string") throw new PolicyProblem(`${name} is ${JSON.stringify(value)}, not a text`);
  return value;
}

/** Quotation marks are optional for numbers and truth values. */
function scalar(value: unknown, name: string): string {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : text(value, name);
}

function object(value: unknown, name: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new PolicyProblem(`${name} is ${JSON.stringify(value) ?? "missing"}, not an object`);
  return value as Json;
}

function mapped<T>(value: Json, map: (member: unknown, name: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, map(member, name)]));
}

function refuseOthers(others: Json, where: string): void {
  const [name] = Object.keys(others);
  if (name !== undefined) throw new PolicyProblem(`${where} has the member ${name}, which IAM does not know`);
}
