/**
 * Evaluates a template string as Terraform does, as far as this project's templates go: `${...}` with references,
 * `jsonencode(<reference>)` and `jsonencode("<quoted template>")`, and the escapes `$${` and `%%{`.
 *
 * Lets tests compare the text that the service would get, instead of how it is written down. Checked against real
 * Terraform once (1.11.4): the cases of `__tests__/unit/modules/expression/json-template.test.ts`.
 */
export function evaluateTemplate(template: string, values: Readonly<Record<string, unknown>> = {}): string {
  let result = "";
  let at = 0;
  while (at < template.length) {
    if (isEscape(template, at)) {
      result += `${template[at]}{`;
      at += 3;
    } else if (template.startsWith("${", at)) {
      const end = endOfInterpolation(template, at + 2);
      result += text(evaluateExpression(template.slice(at + 2, end), values));
      at = end + 1;
    } else {
      result += template[at++];
    }
  }
  return result;
}

/** The JSON document that a template evaluates to. */
export function evaluateJson(template: unknown, values: Readonly<Record<string, unknown>> = {}): unknown {
  if (typeof template !== "string") throw new Error(`not a template: ${JSON.stringify(template)}`);
  return JSON.parse(evaluateTemplate(template, values)) as unknown;
}

function isEscape(template: string, at: number): boolean {
  return template.startsWith("$${", at) || template.startsWith("%%{", at);
}

function evaluateExpression(source: string, values: Readonly<Record<string, unknown>>): unknown {
  const call = /^jsonencode\((.*)\)$/s.exec(source);
  if (call !== null) return JSON.stringify(evaluateExpression(call[1], values));
  if (source.startsWith('"') && source.endsWith('"'))
    return evaluateTemplate(unescapeQuoted(source.slice(1, -1)), values);
  if (!(source in values)) throw new Error(`no value for ${source}; there are ${Object.keys(values).join(", ")}`);
  return values[source];
}

/** HCL's escapes in quoted strings; it knows no `\b` and no `\f`. */
function unescapeQuoted(source: string): string {
  return source.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (sequence, escape: string) => {
    const simple: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
    const known = simple[escape] as string | undefined;
    if (known !== undefined) return known;
    if (escape.startsWith("u")) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    throw new Error(`Terraform knows no escape sequence ${sequence}`);
  });
}

function endOfInterpolation(template: string, from: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = from; at < template.length; at++) {
    if (quoted && template[at] === "\\") at++;
    else if (template[at] === '"') quoted = !quoted;
    else if (!quoted && template[at] === "{") depth++;
    else if (!quoted && template[at] === "}" && --depth === 0) return at;
    else if (quoted && template.startsWith("${", at) && template[at - 1] !== "$")
      at = endOfInterpolation(template, at + 2);
  }
  throw new Error(`unbalanced: ${template}`);
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Error(`Terraform cannot put ${JSON.stringify(value)} into a string`);
}
