/**
 * The JSON document that a template of `jsonTemplate` evaluates to, with expressions standing as texts: `<source>`, and
 * inside of texts `a<source>b`.
 */
export function parseTemplate(template: string): unknown {
  let result = "";
  let at = 0;
  for (let start = template.indexOf("${jsonencode("); start !== -1; start = template.indexOf("${jsonencode(", at)) {
    const end = endOfInterpolation(template, start + 2);
    result += template.slice(at, start) + JSON.stringify(standIn(template.slice(start + 13, end - 1)));
    at = end + 1;
  }
  return JSON.parse((result + template.slice(at)).replaceAll("$${", "${").replaceAll("%%{", "%{")) as unknown;
}

/** Ids and attributes of control-plane resources are shortened to `<id of address>`. */
function standIn(source: string): string {
  const chosen = /\? .+ : jsondecode\((aws_lambda_invocation\.[\w-]+)\.result\)\.(attributes\.)?(\w+)$/.exec(source);
  if (chosen !== null) return `<${chosen[3]} of ${chosen[1]}>`;
  const quoted = /^"(.*)"$/s.exec(source);
  return quoted === null
    ? `<${source}>`
    : quoted[1].replace(/(?<!\$)\$\{(.+?)\}/g, (_, inner: string) => standIn(inner));
}

function endOfInterpolation(template: string, from: number): number {
  let depth = 1;
  for (let at = from; at < template.length; at++) {
    if (template[at] === "{") depth++;
    if (template[at] === "}" && --depth === 0) return at;
  }
  throw new Error(`unbalanced: ${template}`);
}
