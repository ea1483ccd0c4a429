export { Catalog, type CatalogIds, type CatalogProps } from "./catalog";
export type { CatalogPlace, Vocabulary, VocabularyKind } from "./vocabulary";
