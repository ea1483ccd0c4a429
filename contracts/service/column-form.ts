/**
 * Form of an asset that holds names, descriptions and terms of its columns. Their other forms are attributes' metadata: the two
 * halves of a column are written by different operations.
 */
export const BUSINESS_FORM = {
  name: "ColumnBusinessMetadataForm",
  type: "amazon.datazone.ColumnBusinessMetadataFormType",
} as const;

/** Entry of the form on one column; it may say more, which is kept. */
export interface BusinessColumn {
  readonly columnIdentifier: string;
  readonly name?: string;
  readonly description?: string;
  readonly glossaryTerms?: readonly string[];
}

/** Content of the form. */
export interface BusinessFormContent {
  readonly columnsBusinessMetadata?: readonly BusinessColumn[];
}
