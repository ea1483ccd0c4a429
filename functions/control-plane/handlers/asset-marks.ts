import { createHash } from "node:crypto";
import type { Properties } from "../../../contracts/control-plane";
import type { Comparable, ComparableObject } from "../engine/comparison";
import { contentOf, type FilledForm } from "./filled-forms";
import { wantedRevision } from "./form-revisions";

type AssetProperties = Properties<"Asset">;
/** Whatever carries terms and forms: an asset, or one of its columns. */
type Holder = Pick<AssetProperties["columns"][string], "terms" | "forms">;

/**
 * One thing that is said of an asset, by its path: `terms, <id>`, `forms, <form>, <field>`, `columns, <name>, terms, <id>`.
 * What the configuration says and what people say beside it are told apart mark by mark.
 */
export interface Mark {
  readonly path: readonly string[];
  readonly value: Comparable | undefined;
}

/** Marks by their keys. */
export type Marks = ReadonlyMap<string, Mark>;

/** Key of a mark. */
export function keyOf(path: readonly string[]): string {
  return JSON.stringify(path);
}

/** Marks by their keys; one without a value is none. */
export function marksOf(marks: readonly Mark[]): Marks {
  return new Map(marks.filter(({ value }) => value !== undefined).map((mark) => [keyOf(mark.path), mark]));
}

/** A mark as the ledger remembers it: whole paths of a table with many columns would not fit into it. */
export function tokenOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 10);
}

/** Everything that the configuration says. */
export function desiredMarks(properties: AssetProperties): Marks {
  const { name, description, governedTerms, columns } = properties;
  return marksOf([
    { path: ["name"], value: name },
    { path: ["description"], value: description },
    ...ofTerms("governedTerms", Object.values(governedTerms)),
    ...ofHolder(properties),
    ...Object.entries(columns).flatMap(([column, said]) =>
      onColumn(column, [
        { path: ["name"], value: said.name },
        { path: ["description"], value: said.description },
        ...ofHolder(said),
      ]),
    ),
  ]);
}

/** Marks of terms. */
export function ofTerms(kind: "terms" | "governedTerms", ids: readonly string[]): Mark[] {
  return ids.map((id) => ({ path: [kind, id], value: true }));
}

/** Marks of a form's fields, and of its type. */
export function ofForm(name: string, type: string, content: string | undefined): Mark[] {
  return [
    { path: ["types", name], value: type },
    ...Object.entries(fieldsOf(content)).map(([field, value]) => ({ path: ["forms", name, field], value })),
  ];
}

/** Marks of a column. */
export function onColumn(column: string, marks: readonly Mark[]): Mark[] {
  return marks.map(({ path, value }) => ({ path: ["columns", column, ...path], value }));
}

/** Fields of a form's content; none where it is no object of JSON. */
export function fieldsOf(content: string | undefined): ComparableObject {
  const fields = contentOf(content ?? "{}");
  return typeof fields === "string" || Array.isArray(fields) ? {} : fields;
}

/** A mark in the words of the configuration: `terms[business/customer]`, `columns[id].forms[Contract].owner`. */
export function labelOf(path: readonly string[], properties: AssetProperties): string {
  const [kind, name, ...rest] = path;
  if (kind === "columns") return `columns[${name}].${labelOf(rest, { ...properties, ...properties.columns[name] })}`;
  if (kind === "types") return `forms[${name}].type`;
  if (kind === "revisions") return `forms[${name}].revision`;
  if (kind === "forms") return `forms[${name}].${rest.join(".")}`;
  if (kind !== "terms" && kind !== "governedTerms") return kind;
  const [reference = name] = Object.entries(properties[kind]).find(([, id]) => id === name) ?? [];
  return `${kind}[${reference}]`;
}

function ofHolder({ terms, forms }: Holder): Mark[] {
  return [...ofTerms("terms", Object.values(terms)), ...forms.flatMap(ofDesiredForm)];
}

function ofDesiredForm({ name, formType, revision, content }: FilledForm): Mark[] {
  return [
    ...ofForm(name, formType, content),
    { path: ["revisions", name], value: revision && wantedRevision({ formType, revision }) },
  ];
}

/** Terms that stay, and those that come: what the configuration has put there and no longer says goes. */
export function mergedTerms(
  live: readonly string[],
  wanted: readonly string[],
  isOurs: (id: string) => boolean,
): readonly string[] {
  const kept = live.filter((id) => wanted.includes(id) || !isOurs(id));
  return [...kept, ...wanted.filter((id) => !live.includes(id))];
}
