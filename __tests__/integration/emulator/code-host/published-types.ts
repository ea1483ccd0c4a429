import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Published types of GitLab's client: what it says that answers have. */
const FILE = join(__dirname, "../../../../node_modules/@gitbeaker/core/dist/index.d.ts");

let interfaces: ReadonlyMap<string, ts.InterfaceDeclaration> | undefined;

function declarations(): ReadonlyMap<string, ts.InterfaceDeclaration> {
  if (interfaces !== undefined) return interfaces;
  const source = ts.createSourceFile(FILE, readFileSync(FILE, "utf8"), ts.ScriptTarget.Latest);
  const found = new Map<string, ts.InterfaceDeclaration>();
  for (const statement of source.statements)
    if (ts.isInterfaceDeclaration(statement)) found.set(statement.name.text, statement);
  return (interfaces = found);
}

const KINDS: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.StringKeyword]: "string",
  [ts.SyntaxKind.NumberKeyword]: "number",
  [ts.SyntaxKind.BooleanKeyword]: "boolean",
};

/** Kinds of values that a type has; undefined where it is no simple one. */
function kindsOf(type: ts.TypeNode | undefined): string[] | undefined {
  if (type === undefined) return undefined;
  if (ts.isUnionTypeNode(type)) {
    const parts = type.types.map(kindsOf);
    return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
  }
  if (ts.isArrayTypeNode(type)) return ["array"];
  if (ts.isLiteralTypeNode(type))
    return type.literal.kind === ts.SyntaxKind.NullKeyword
      ? ["null"]
      : [ts.isStringLiteral(type.literal) ? "string" : "boolean"];
  const kind = KINDS[type.kind];
  return kind === undefined ? undefined : [kind];
}

/** Required members of a published type, with the kinds that their values have. */
function membersOf(name: string): Map<string, string[] | undefined> {
  const declaration = declarations().get(name);
  if (declaration === undefined) throw new Error(`no published type ${name}`);
  const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => expression));
  const members = new Map<string, string[] | undefined>();
  for (const base of bases)
    if (ts.isIdentifier(base) && declarations().has(base.text))
      for (const [member, kinds] of membersOf(base.text)) members.set(member, kinds);
  for (const member of declaration.members)
    if (ts.isPropertySignature(member) && member.questionToken === undefined && ts.isIdentifier(member.name))
      members.set(member.name.text, kindsOf(member.type));
  return members;
}

const kindOf = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

/** Members of a published type that an answer lacks, or has with a value of another kind. */
export function deviations(name: string, answer: unknown): string[] {
  const given = answer as Record<string, unknown>;
  return [...membersOf(name)].flatMap(([member, kinds]) => {
    if (!(member in given)) return [`${member}: missing`];
    const kind = kindOf(given[member]);
    return kinds === undefined || kinds.includes(kind) ? [] : [`${member}: ${kind}, not ${kinds.join(" or ")}`];
  });
}
