import { Token } from "cdktf";

/** Value of a JSON template: plain data, whose strings may contain expressions (`${...}`). */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly TemplateValue[]
  | { readonly [name: string]: TemplateValue };

/**
 * A Terraform template that evaluates to the JSON text of `value`.
 *
 * `Fn.jsonencode` does not do here: it neither escapes quotes in text nor lets expression strings through. Members that
 * are `undefined` are left out, as in `JSON.stringify`. Member names must not contain expressions.
 *
 * @throws Error when a string holds a CDKTF token; use `attributeOf` for attributes of resources.
 */
export function jsonTemplate(value: TemplateValue): string {
  if (typeof value === "string") return stringTemplate(value);
  if (Array.isArray(value)) return `[${value.map((item: TemplateValue) => jsonTemplate(item ?? null)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    let members = "";
    for (const [name, member] of Object.entries(value)) {
      if (member !== undefined)
        members += `${members === "" ? "" : ","}${JSON.stringify(name)}:${jsonTemplate(member)}`;
    }
    return `{${members}}`;
  }
  return JSON.stringify(value ?? null);
}

function stringTemplate(text: string): string {
  if (!text.includes("{")) return JSON.stringify(text); // neither an expression nor a token
  if (Token.isUnresolved(text)) throw new Error(`"${text}" holds a CDKTF token; pass an expression, see attributeOf`);
  const segments = splitTemplate(text);
  if (segments.every((segment) => segment.kind === "text")) return JSON.stringify(text);
  const only = segments.length === 1 ? segments[0] : undefined;
  if (only?.kind === "expression") return `\${jsonencode(${only.source})}`;
  const quoted = segments.map((segment) => (segment.kind === "text" ? quote(segment.source) : `\${${segment.source}}`));
  return `\${jsonencode("${quoted.join("")}")}`;
}

/** The inside of an HCL quoted string; template escapes (`$${`) are left as they are. */
function quote(text: string): string {
  // HCL has all escapes of JSON but two; the first alternative keeps an escaped backslash before a letter what it is.
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\\\|\\b|\\f/g, (escape) => HCL_ESCAPES[escape] ?? escape);
}

const HCL_ESCAPES: Readonly<Record<string, string>> = { "\\b": "\\u0008", "\\f": "\\u000c" };

interface Segment {
  readonly kind: "text" | "expression";
  readonly source: string;
}

/** Splits at `${...}`, minding `$${` and braces and strings inside of expressions. */
function splitTemplate(text: string): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  for (let at = text.indexOf("${"); at !== -1; at = text.indexOf("${", at)) {
    if (text[at - 1] === "$") {
      at += 2;
      continue;
    }
    const end = endOfExpression(text, at + 2);
    if (at > start) segments.push({ kind: "text", source: text.slice(start, at) });
    segments.push({ kind: "expression", source: text.slice(at + 2, end) });
    start = at = end + 1;
  }
  if (start < text.length) segments.push({ kind: "text", source: text.slice(start) });
  return segments;
}

/** Position of the brace that closes the expression which begins at `from`. */
function endOfExpression(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') at = endOfString(text, at + 1);
    else if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  throw new Error(`unbalanced expression in "${text}"`);
}

/** Position of the quote that closes the string which begins at `from`; it may hold expressions again. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
    else if (text.startsWith("${", at) && text[at - 1] !== "$") at = endOfExpression(text, at + 2);
  }
  throw new Error(`unbalanced string in "${text}"`);
}
