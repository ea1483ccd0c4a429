/** Tells which assets lack what the rules of the domain demand. Writes nothing. */
export { catalogJson, catalogMarkdown, catalogText } from "./format";
export { checkCatalog, type CatalogCheckOptions, type CatalogReport, type ProjectCompleteness } from "./catalog-check";
