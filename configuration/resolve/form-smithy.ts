import type { CatalogForm, FormField } from "../model";

const TYPES = {
  string: "String",
  integer: "Integer",
  long: "Long",
  float: "Float",
  double: "Double",
  boolean: "Boolean",
  date: "Timestamp",
} as const;

/**
 * The Smithy text of a form. Everything is said by traits on the members of one structure, because the service takes nothing
 * around it; only fields of several texts have a list before it.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_CreateFormType.html
 */
export function formSmithy(name: string, content: CatalogForm["content"]): string {
  if ("smithy" in content) return content.smithy;
  const fields = Object.entries(content.fields);
  return [
    ...fields.flatMap(([field, options]) => (options.type === "list" ? listOf(field, options) : [])),
    ...displayName(content.displayName),
    `structure ${name} {`,
    ...fields.flatMap(([field, options]) => memberOf(field, options)),
    "}",
  ].join("\n");
}

type ListField = Extract<FormField, { type: "list" }>;

function listOf(field: string, { minItems, maxItems }: ListField): string[] {
  return [...limits("length", minItems, maxItems), `list ${listName(field)} { member: String }`];
}

function listName(field: string): string {
  return `${field.charAt(0).toUpperCase()}${field.slice(1)}List`;
}

function memberOf(field: string, options: FormField): string[] {
  const type = options.type === "list" ? listName(field) : TYPES[options.type];
  return [...traitsOf(options), `${field}: ${type}`].map((line) => `  ${line}`);
}

function traitsOf(options: FormField): string[] {
  return [
    ...(options.required ? ["@required"] : []),
    ...displayName(options.displayName),
    ...(options.description === undefined ? [] : [`@documentation(${text(options.description)})`]),
    ...("searchable" in options ? searchable(options.searchable) : []),
    ...("sortable" in options && options.sortable ? ["@amazon.datazone#sortable"] : []),
    ...("sortable" in options ? limits("range", options.min, options.max) : []),
    ...(options.type === "string" ? limits("length", options.minLength, options.maxLength) : []),
    ...(options.type === "string" && options.values !== undefined ? [`@pattern(${text(oneOf(options.values))})`] : []),
  ];
}

function displayName(name: string | undefined): string[] {
  return name === undefined ? [] : [`@amazon.datazone#displayname(defaultName: ${text(name)})`];
}

function searchable(mode: boolean | "lexical" | "technical"): string[] {
  if (mode === false) return [];
  const modes = mode === true ? "" : `(modes: [${text(mode.toUpperCase())}])`;
  return [`@amazon.datazone#searchable${modes}`];
}

function limits(trait: "range" | "length", min: number | undefined, max: number | undefined): string[] {
  const parts = [...(min === undefined ? [] : [`min: ${min}`]), ...(max === undefined ? [] : [`max: ${max}`])];
  return parts.length === 0 ? [] : [`@${trait}(${parts.join(", ")})`];
}

/** An enumeration as a pattern: Smithy's own is a shape beside the structure. */
function oneOf(values: readonly string[]): string {
  return `^(${values.map((value) => value.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|")})$`;
}

/** A text in Smithy's spelling, which is JSON's. */
function text(value: string): string {
  return JSON.stringify(value);
}
