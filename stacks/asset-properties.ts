import type { Properties } from "../contracts/control-plane";
import type { ResolvedProject } from "../configuration/model";
import { filledForm, type FormNames, type TermIds } from "./filled-form";

type ConfiguredAsset = ResolvedProject["assets"][string];
type ConfiguredColumn = ConfiguredAsset["columns"][string];
type FilledForm = Properties<"Asset">["forms"][number];

/** Properties of an asset beside the project that owns it. */
export type AssetProperties = Omit<Properties<"Asset">, "domainId" | "projectId">;

/**
 * Forms in which the service keeps readable texts: of an asset among its forms, of a column among the attributes' metadata. A person
 * found them by filling in the portal and reading what it had written.
 */
const READ_ME = {
  asset: { name: "AssetCommonDetailsForm", formType: "amazon.datazone.AssetCommonDetailsFormType" },
  column: { name: "AttributeCommonFormType", formType: "AttributeCommonFormType" },
} as const;

/** Properties of an asset, as the control-plane function takes them. */
export function assetProperties(asset: ConfiguredAsset, vocabulary: FormNames & TermIds): AssetProperties {
  const { externalIdentifier, name, description, terms, termIds, governedTermIds, columns, published } = asset;
  const isGoverned = (term: string): boolean => vocabulary.isGoverned(term);
  return {
    externalIdentifier,
    name,
    description,
    terms: termsOf(
      terms.filter((term) => !isGoverned(term)),
      termIds,
      vocabulary,
    ),
    governedTerms: termsOf(terms.filter(isGoverned), governedTermIds, vocabulary),
    forms: formsOf("asset", asset, vocabulary),
    columns: Object.fromEntries(
      Object.entries(columns).map(([column, said]) => [column, columnProperties(said, vocabulary)]),
    ),
    published,
  };
}

function columnProperties(
  column: ConfiguredColumn,
  vocabulary: FormNames & TermIds,
): AssetProperties["columns"][string] {
  const { name, description, terms, termIds } = column;
  return {
    name,
    description,
    terms: termsOf(terms, termIds, vocabulary),
    forms: formsOf("column", column, vocabulary),
  };
}

/** Ids by the name that the configuration has for each, so that a plan says it. */
function termsOf(terms: readonly string[], ids: readonly string[], { termId }: TermIds): Record<string, string> {
  return Object.fromEntries([...terms.map((term) => [term, termId(term)]), ...ids.map((id) => [id, id])]) as Record<
    string,
    string
  >;
}

function formsOf(
  holder: keyof typeof READ_ME,
  { readMe, forms }: Pick<ConfiguredColumn, "readMe" | "forms">,
  vocabulary: FormNames,
): FilledForm[] {
  const filled = forms.map((form) => filledForm(form, vocabulary));
  if (readMe === undefined) return filled;
  const { name, formType } = READ_ME[holder];
  const same = filled.find((form) => form.name === name);
  const content = JSON.stringify({ ...(same && (JSON.parse(same.content) as object)), readMe });
  return [...filled.filter((form) => form !== same), { ...(same ?? { name, formType }), content }];
}

/** Names of the data sources of a project that would bring a table of Glue, by the table's ARN. */
export function sourcesOf(externalIdentifier: string, { dataSources }: Pick<ResolvedProject, "dataSources">): string[] {
  const [, database, table] = /^arn:[^:]+:glue:[^:]*:[^:]*:table\/([^/]+)\/(.+)$/.exec(externalIdentifier) ?? [];
  if (database === undefined) return [];
  return Object.values(dataSources).flatMap((source) =>
    "glue" in source && source.glue.filters.some((filter) => brings(filter, database, table)) ? source.name : [],
  );
}

type Filter = { readonly database: string; readonly include: readonly string[]; readonly exclude: readonly string[] };

function brings({ database, include, exclude }: Filter, wanted: string, table: string): boolean {
  const fits = (pattern: string): boolean => new RegExp(`^${pattern.split("*").map(escaped).join(".*")}$`).test(table);
  return database === wanted && include.some(fits) && !exclude.some(fits);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
