import type { ConditionContext } from "./model";
import { PolicyProblem, Unknown } from "./verdict";

/** Wildcard for any number of characters. */
export const ANY = Symbol("*");
/** Wildcard for one character. */
export const ONE = Symbol("?");

/** Text whose variables have values: texts that stand for themselves, and wildcards between them. */
export type Filled = readonly (string | typeof ANY | typeof ONE)[];

/** Mark of a text with a variable that has no value in a request. */
export const UNRESOLVED = Symbol("unresolved");

/** A text of a policy document in which policy variables may stand. */
export type Template = (context: ConditionContext) => Filled | typeof UNRESOLVED | Unknown;

type Variable = { readonly key: string; readonly fallback: string | undefined };
type Piece = Filled[number] | Variable;

const SPECIAL: Readonly<Record<string, string>> = { "*": "*", "?": "?", $: "$" };
const REFERENCE = /^([^\s:,'{}]+:[^,'{}]+?)(?:\s*,\s*'([^']*)')?$/;

/**
 * Compiles a text. Variables exist in documents of version 2012-10-17 only; before, `${...}` is text like any other.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 *
 * @throws PolicyProblem when something between `${` and `}` is neither a condition key nor a special character.
 */
export function template(text: string, variables: boolean): Template {
  const pieces = variables ? pieced(text) : wildcards(text);
  if (pieces.every((piece) => typeof piece !== "object")) {
    const filled = joined(pieces);
    return () => filled;
  }
  return (context) => fill(pieces, context);
}

/** Text of a template in which wildcards have no meaning. */
export function literal(filled: Filled): string {
  return filled.map((piece) => (piece === ANY ? "*" : piece === ONE ? "?" : String(piece))).join("");
}

function pieced(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (let start = text.indexOf("${"); start !== -1; start = text.indexOf("${", at)) {
    const end = text.indexOf("}", start);
    if (end === -1) throw new PolicyProblem(`"${text}" opens a policy variable and does not close it`);
    pieces.push(...wildcards(text.slice(at, start)), variable(text.slice(start + 2, end), text));
    at = end + 1;
  }
  return [...pieces, ...wildcards(text.slice(at))];
}

function variable(inner: string, text: string): Piece {
  const special = SPECIAL[inner];
  if (special !== undefined) return special;
  const [, key, fallback] = REFERENCE.exec(inner.trim()) ?? [];
  if (key === undefined) throw new PolicyProblem(`"\${${inner}}" in "${text}" is no policy variable`);
  return { key: key.toLowerCase(), fallback };
}

function wildcards(text: string): Filled {
  const piece = (part: string) => (part === "*" ? ANY : part === "?" ? ONE : part);
  return text
    .split(/([*?])/)
    .filter((part) => part !== "")
    .map(piece);
}

function fill(pieces: readonly Piece[], context: ConditionContext): Filled | typeof UNRESOLVED | Unknown {
  const filled: Filled[number][] = [];
  for (const piece of pieces) {
    if (typeof piece !== "object") filled.push(piece);
    else {
      const value = context[piece.key] ?? piece.fallback;
      if (value === undefined) return UNRESOLVED;
      // "You can use any available single-valued context key as a policy variable": what a list gives is not documented.
      if (typeof value !== "string")
        return new Unknown(`\${${piece.key}} has several values, and cannot be a policy variable`);
      filled.push(value);
    }
  }
  return joined(filled);
}

/** Neighbouring texts as one, and `**` as `*`: rules about what follows a wildcard see what really follows it. */
function joined(pieces: readonly Piece[]): Filled {
  const result: Filled[number][] = [];
  for (const piece of pieces as Filled) {
    const last = result[result.length - 1];
    if (piece === "" || (piece === ANY && last === ANY)) continue;
    if (typeof piece === "string" && typeof last === "string") result[result.length - 1] = last + piece;
    else result.push(piece);
  }
  return result;
}
