/** One statement of a policy document. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string[];
  readonly Resource?: string[];
  readonly Condition?: unknown;
}

/** The statements of a policy that `policyDocument` wrote. Expressions in it come out as they went in: `${...}`. */
export function statementsOf(policy: unknown): PolicyStatement[] {
  const document = JSON.parse(withoutEncoding(String(policy))) as { Version: string; Statement: PolicyStatement[] };
  expect(document.Version).toBe("2012-10-17");
  return document.Statement;
}

/** The statement with a name. */
export function statement(policy: unknown, sid: string): PolicyStatement {
  const found = statementsOf(policy).filter((candidate) => candidate.Sid === sid);
  expect(found).toHaveLength(1);
  return found[0];
}

/** Turns `${jsonencode(x)}` into the JSON text of `${x}`, and `${jsonencode("a${x}")}` into that of `a${x}`. */
function withoutEncoding(template: string): string {
  const opening = "${jsonencode(";
  const at = template.indexOf(opening);
  if (at === -1) return template;
  const end = template.indexOf(")}", at);
  const source = template.slice(at + opening.length, end);
  const text = source.startsWith('"') ? source.slice(1, -1) : `\${${source}}`;
  return template.slice(0, at) + JSON.stringify(text) + withoutEncoding(template.slice(end + 2));
}
