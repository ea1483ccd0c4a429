export type { AssetColumn, AssetListing, AssetUse, CarriedForm, ProjectAsset } from "./asset";
export { columnsInForms } from "./columns";
export { isAbout, missingOf, publishingRule, type PublishingRule } from "./completeness";
export {
  decisionFilterName,
  filterFaults,
  isOfDecision,
  LONGEST_FILTER_NAME,
  MOST_FILTERS,
  refuseChange,
  refuseCreation,
  refuseDeletion,
  usesOfFilter,
  type AssetFilter,
  type FilterContent,
  type FilterRefusal,
  type FilterText,
} from "./filters";
export {
  configuredPublication,
  decidedByConfiguration,
  isCurrent,
  publicationOf,
  refusePublication,
  refuseUnpublication,
  type PublicationRefusal,
} from "./publication";
export { rowConditionOf, serviceRowFilter } from "./service-row-filter";
