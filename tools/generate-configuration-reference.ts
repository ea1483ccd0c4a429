import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { code, line, table, trusted } from "../formats/markdown";

/**
 * Writes `docs/configuration.md` from the documentation comments of the schema, as an editor's completion shows them:
 * the TypeScript checker is asked what it knows about every property that can be reached from `EnvironmentInput`.
 *
 * Run with `npm run generate:configuration`; a test keeps the file current.
 */
const ROOT = path.resolve(__dirname, "..");
/** Path of the generated reference of the configuration. */
export const REFERENCE_FILE = path.join(ROOT, "docs/configuration.md");

/** One property that a configuration may have. */
export interface DocumentedProperty {
  readonly name: string;
  readonly required: boolean;
  /** Type in the words of the reference. */
  readonly type: string;
  /** The documentation comment without tags; empty where there is none. */
  readonly documentation: string;
  /** Text of the `@default` tag. */
  readonly defaultValue?: string;
}

/** An object of the configuration: one form of what may stand at a place. */
export interface DocumentedObject {
  /** Place in configuration keys, `<key>` for keys of a map and `[]` for entries of a list. */
  readonly place: string;
  /** Difference of this form from others at the same place; empty where there is one form only. */
  readonly form: string;
  readonly properties: readonly DocumentedProperty[];
  /** Place where the same object is described already. */
  readonly sameAs?: string;
}

/** Every object that a stage file may hold, in the order of the schema. */
export function documentedObjects(): DocumentedObject[] {
  const program = ts.createProgram([path.join(ROOT, "configuration/model/index.ts")], compilerOptions());
  const source = program.getSourceFile(path.join(ROOT, "configuration/model/index.ts"));
  const checker = program.getTypeChecker();
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  const alias =
    module === undefined
      ? undefined
      : checker.getExportsOfModule(module).find(({ name }) => name === "EnvironmentInput");
  if (alias === undefined) throw new Error("configuration/model exports no EnvironmentInput");
  const objects: DocumentedObject[] = [];
  collect(checker, checker.getDeclaredTypeOfSymbol(alias), "", objects);
  return objects;
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (file) => readFileSync(file, "utf8")) as {
    config: { compilerOptions: unknown };
  };
  // Only the schema is needed: without the ambient types of Node and jest the program is half as large.
  return { ...ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT).options, types: [] };
}

function collect(checker: ts.TypeChecker, type: ts.Type, place: string, objects: DocumentedObject[]): void {
  const forms = objectForms(checker, type);
  for (const form of forms) {
    const properties = checker.getPropertiesOfType(form).map((symbol) => describe(checker, symbol));
    const name = forms.length > 1 ? formName(checker, form) : "";
    const twin = objects.find(
      (other) => other.sameAs === undefined && other.form === name && sameProperties(other.properties, properties),
    );
    objects.push({ place, form: name, properties, ...(twin === undefined ? {} : { sameAs: twin.place }) });
    if (twin !== undefined) continue;
    for (const [name, child] of childTypes(checker, form))
      descend(checker, child, place === "" ? name : `${place}.${name}`, objects);
  }
}

/** Property types by name; the many blueprints, which have one type, once as `<name>`. */
function childTypes(checker: ts.TypeChecker, form: ts.Type): [name: string, type: ts.Type][] {
  const children = checker
    .getPropertiesOfType(form)
    .map((symbol) => [symbol.name, checker.getTypeOfSymbol(symbol)] as [string, ts.Type]);
  const [, first] = children[0] ?? [];
  const uniform = first !== undefined && children.length > 3 && children.every(([, type]) => type === first);
  return uniform ? [["<name>", first]] : children;
}

/** Goes through maps and lists to the objects in them. */
function descend(checker: ts.TypeChecker, type: ts.Type, place: string, objects: DocumentedObject[]): void {
  for (const member of members(type)) {
    const element = checker.isArrayType(member) ? checker.getTypeArguments(member as ts.TypeReference)[0] : undefined;
    const entry = element ?? member.getStringIndexType();
    if (entry !== undefined) descend(checker, entry, element === undefined ? `${place}.<key>` : `${place}[]`, objects);
  }
  collect(checker, type, place, objects);
}

function objectForms(checker: ts.TypeChecker, type: ts.Type): ts.Type[] {
  return members(type).filter(
    (member) => isObject(member) && !checker.isArrayType(member) && member.getStringIndexType() === undefined,
  );
}

function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

/** The members of a union without `undefined`; a type that is no union is its only member. */
function members(type: ts.Type): ts.Type[] {
  const all = type.isUnion() ? type.types : [type];
  return all.filter((member) => (member.flags & ts.TypeFlags.Undefined) === 0);
}

function describe(checker: ts.TypeChecker, symbol: ts.Symbol): DocumentedProperty {
  const defaultTag = symbol.getJsDocTags(checker).find(({ name }) => name === "default");
  const defaultValue = defaultTag === undefined ? undefined : oneLine(ts.displayPartsToString(defaultTag.text));
  return {
    name: symbol.name,
    required: (symbol.flags & ts.SymbolFlags.Optional) === 0,
    type: typeText(checker, checker.getTypeOfSymbol(symbol)),
    documentation: oneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker))),
    ...(defaultValue === undefined ? {} : { defaultValue }),
  };
}

function typeText(checker: ts.TypeChecker, type: ts.Type): string {
  const texts = members(type).map((member) => {
    if (member.isStringLiteral()) return `\`"${member.value}"\``;
    if (checker.isArrayType(member))
      return `list of ${typeText(checker, checker.getTypeArguments(member as ts.TypeReference)[0])}`;
    const entry = member.getStringIndexType();
    if (entry !== undefined) return `map to ${typeText(checker, entry)}`;
    return isObject(member) ? "object" : checker.typeToString(member);
  });
  const words = texts.map((text) => (text === "string" ? "text" : text)).filter((text) => text !== "false");
  return [...new Set(words)].map((text) => (text === "true" ? "true or false" : text)).join(", ");
}

/** Names a form by the keys that it requires, with their values where those are literal. */
function formName(checker: ts.TypeChecker, form: ts.Type): string {
  const properties = checker.getPropertiesOfType(form);
  const literal = properties.find((symbol) => ["mode", "type", "backend", "policy"].includes(symbol.name));
  if (literal !== undefined) return `\`${literal.name}\` ${typeText(checker, checker.getTypeOfSymbol(literal))}`;
  const required = properties.filter((symbol) => (symbol.flags & ts.SymbolFlags.Optional) === 0);
  return required.map(({ name }) => `\`${name}\``).join(", ");
}

function sameProperties(a: readonly DocumentedProperty[], b: readonly DocumentedProperty[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function oneLine(text: string): string {
  return text
    .replace(/\n\s*[-*] /g, "; ")
    .replace(/\s*\n\s*/g, " ")
    .trim();
}

const INTRODUCTION = `# Configuration reference

<!-- Generated by tools/generate-configuration-reference.ts from the schema; edit configuration/schema/ instead. -->

A stage is one file in the environments directory: \`<stage>.ts\`, \`.js\` (also \`.mts\`, \`.cts\`, \`.mjs\`, \`.cjs\`) or \`.json\`, with
the stage's description as its default export. Files in subdirectories, files that export no default, \`.json\` files that a stage
imports and files whose name begins with \`_\` or \`.\` are no stages: parts that stages share belong there. No key of a map may be a
name that every JavaScript object has (\`constructor\`, \`toString\`, ...).

Every table below is one object of that file, named by its place. \`<key>\` stands for a key of your
choice (\`^[a-z][a-z0-9-]*$\`, because it becomes a construct id), \`[]\` for an entry of a list. An object that may take one of
several forms has a table for each. **Bold** properties are required.

<!-- prettier-ignore-start -->
`;

/** The whole reference as Markdown. */
export function renderReference(objects: readonly DocumentedObject[]): string {
  const named = new Set<string>();
  const sections = objects.map(({ place, form, properties, sameAs }) => {
    const title =
      place === "" ? "## The stage file" : `## \`${place}\`${form === "" || sameAs !== undefined ? "" : `: ${form}`}`;
    if (sameAs !== undefined) {
      if (place === sameAs || named.has(place)) return "";
      named.add(place);
      return `${title}\n\nAs \`${sameAs}\`.\n`;
    }
    // Types and documentation comments are Markdown of this project's sources.
    const rows = properties.map(({ name, required, type, documentation, defaultValue = "" }) => [
      required ? line`**${code(name)}**` : code(name),
      trusted(type),
      trusted(defaultValue.replace(/^- /, "")),
      trusted(documentation),
    ]);
    return `${title}\n\n${table(["Property", "Type", "Default", "Meaning"], rows).join("\n")}\n`;
  });
  return [INTRODUCTION, ...sections.filter((section) => section !== ""), "<!-- prettier-ignore-end -->\n"].join("\n");
}

if (require.main === module) writeFileSync(REFERENCE_FILE, renderReference(documentedObjects()));
