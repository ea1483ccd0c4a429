import { compareWithEach, type Comparison, type Effect } from "./alternatives";
import { condition, type Condition } from "./conditions";
import { type DocumentForm, type Listed, readDocument, type WrittenStatement } from "./document-syntax";
import type { AccessRequest } from "./model";
import { isReached, principalElement, type PrincipalElement, type Way, wayOf } from "./principals";
import { template, UNRESOLVED } from "./templates";
import { allOf, inStatement, PolicyProblem, Unknown, type Verdict } from "./verdict";
import { matches, type Reach } from "./wildcards";

/** A statement, compiled. */
export interface Statement {
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: Effect;
  readonly principals: Listed<PrincipalElement> | undefined;
  /** Judges action, resource and circumstances of a request; who makes it is judged apart. */
  readonly covers: (request: AccessRequest) => Verdict;
}

/** A document, compiled, or the reason why it cannot be. */
export type CompiledDocument =
  | { readonly statements: readonly Statement[] }
  | { readonly problem: string; /** Position of the statement with the problem. */ readonly index: number };

/** Documents that were compiled: objects by identity, texts by what they say. */
const compiledObjects: Readonly<Record<DocumentForm, WeakMap<object, CompiledDocument>>> = {
  identity: new WeakMap(),
  resource: new WeakMap(),
};
const compiledTexts = new Map<string, CompiledDocument>();
const MOST_TEXTS = 5_000;

/** Compiles a policy document, once. */
export function compileDocument(document: unknown, form: DocumentForm): CompiledDocument {
  if (typeof document === "object" && document !== null) {
    const known = compiledObjects[form].get(document) ?? compile(document, form);
    compiledObjects[form].set(document, known);
    return known;
  }
  if (typeof document !== "string") return compile(document, form);
  const key = `${form} ${document}`;
  const known = compiledTexts.get(key) ?? compile(document, form);
  if (compiledTexts.size >= MOST_TEXTS) compiledTexts.clear();
  compiledTexts.set(key, known);
  return known;
}

/**
 * Judges whether a statement applies to a request.
 *
 * @param bounded Whether the caller has a permissions boundary.
 * @returns also the way in which a resource-based policy names the caller.
 */
export function applies(
  statement: Statement,
  request: AccessRequest,
  bounded: boolean,
): { readonly verdict: Verdict; readonly way?: Way } {
  const { principals } = statement;
  if (principals === undefined) return { verdict: statement.covers(request) };
  if (principals.negated) {
    const reached = isReached(principals.values, request.principal, bounded);
    return { verdict: allOf([() => reached, () => statement.covers(request)]) };
  }
  const way = wayOf(principals.values, request.principal);
  if (way === undefined) return { verdict: false };
  const named: Verdict = way instanceof Unknown ? way : true;
  return { verdict: allOf([() => named, () => statement.covers(request)]), ...(way instanceof Unknown ? {} : { way }) };
}

function compile(document: unknown, form: DocumentForm): CompiledDocument {
  try {
    const { variables, statements } = readDocument(document, form);
    return {
      statements: statements.map((statement, index) =>
        inStatement(index, () => compileStatement(statement, index, variables)),
      ),
    };
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    return { problem: error.message, index: error.index };
  }
}

function compileStatement(written: WrittenStatement, index: number, variables: boolean): Statement {
  const { sid, effect, actions, resources, principals, conditions } = written;
  const isAction = compileActions(actions);
  const isResource = resources === undefined ? () => true : compileResources(resources, effect, variables);
  const isMet: Condition = condition(conditions, variables);
  return {
    index,
    sid,
    effect,
    principals: principals && { negated: principals.negated, values: principalElement(principals.values) },
    covers: (request) =>
      isAction(request.action.toLowerCase()) &&
      allOf([() => isResource(request), () => isMet(request.context, effect)]),
  };
}

/**
 * Compiles actions, which are compared without regard to case.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
function compileActions({ negated, values }: Listed<readonly string[]>): (action: string) => boolean {
  for (const value of values)
    if (!/^(\*|[\w*?-]+:[\w*?-]+)$/.test(value)) throw new PolicyProblem(`"${value}" is no action`);
  const lower = values.map((value) => value.toLowerCase());
  const exact = new Set(lower);
  const context = {};
  const patterns = lower
    .filter((value) => /[*?]/.test(value))
    .flatMap((value) => {
      const filled = template(value, false)(context);
      return filled === UNRESOLVED || filled instanceof Unknown ? [] : [filled];
    });
  return (action) => (exact.has(action) || patterns.some((pattern) => matches(pattern, action, "text"))) !== negated;
}

/**
 * Compiles resources.
 *
 * Where a wildcard may reach beyond a colon is documented for the last character of a segment only
 * (reference_policies_elements_resource.html). In an allowance other wildcards do not; in a denial all of them do.
 */
function compileResources(
  { negated, values }: Listed<readonly string[]>,
  effect: Effect,
  variables: boolean,
): (request: AccessRequest) => Verdict {
  const reach: Reach = (effect === "Allow") !== negated ? "resource" : "text";
  const comparisons = values.map((value): Comparison => {
    const fill = template(value, variables);
    checkResource(value, variables);
    return (actual, context) => {
      const filled = fill(context);
      return filled === UNRESOLVED || filled instanceof Unknown ? filled : matches(filled, actual, reach);
    };
  });
  return ({ resource, context }) => compareWithEach(comparisons, resource, context, { negated, effect });
}

function checkResource(value: string, variables: boolean): void {
  if (!/^(\*+$|arn:)/.test(value)) throw new PolicyProblem(`"${value}" is no resource`);
  const before = value
    .replace(/\$\{[*?$]\}/g, "")
    .split(":", 5)
    .join(":");
  // "This portion of the ARN appears after the fifth colon": reference_policies_variables.html
  if (variables && before.includes("${"))
    throw new PolicyProblem(`"${value}" has a policy variable before the fifth colon`);
}
