import { BUSINESS_FORM, type BusinessFormContent } from "../../contracts/service/column-form";
import type { AssetColumn } from "./asset";

interface Content extends BusinessFormContent {
  readonly columns?: readonly { readonly columnName?: string }[];
}

/**
 * Columns of an asset with the ids of their terms; nothing where no form names columns.
 *
 * @param forms - Contents of its forms, by the names of the forms.
 */
export function columnsInForms(forms: Readonly<Record<string, unknown>>): AssetColumn[] | undefined {
  const contents = Object.entries(forms).map(([name, content]) => ({ name, content: content as Content | null }));
  const table = contents.find(({ content }) => Array.isArray(content?.columns))?.content?.columns;
  if (table === undefined) return undefined;
  const marked = contents.find(({ name }) => name === BUSINESS_FORM.name)?.content?.columnsBusinessMetadata ?? [];
  return table.map(({ columnName = "" }) => ({
    name: columnName,
    terms: marked.find(({ columnIdentifier }) => columnIdentifier === columnName)?.glossaryTerms ?? [],
  }));
}
