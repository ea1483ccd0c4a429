import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours of filters of assets. */
export const FILTER_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.asset-filters", "services/datazone/filters/asset-filters.ts", [
    [
      "columns",
      "documented",
      "A filter of rows or of columns, not of both, names columns that the asset has.",
      "DataZone API Reference, CreateAssetFilter, prerequisites",
    ],
    [
      "refused",
      "assumed",
      "A filter of both kinds, of none, or of columns that are not there is refused with ValidationException.",
      "the reference names the prerequisite only",
    ],
    ["quota", "documented", "An asset has at most 100 filters.", "DataZone user guide, quotas"],
    [
      "writers",
      "assumed",
      "Owners and contributors of the asset's project write filters, and its members read them.",
      "as the asset",
    ],
    [
      "same-name",
      "assumed",
      "Names of filters are unique in an asset.",
      "ConflictException is among the operation's errors",
    ],
    [
      "in-use",
      "assumed",
      "A filter that an approved subscription uses cannot be deleted.",
      "ConflictException is among the operation's errors",
    ],
    [
      "changed",
      "assumed",
      "A filter in use can be changed, and grants do not show it.",
      "how long the service takes was not published",
    ],
  ]),
  ...witnessesOf("datazone.asset-filters", "services/datazone/filters/filter-status.ts", [
    [
      "invalid",
      "assumed",
      "A filter becomes INVALID, with a reason, when a column of it goes from the asset.",
      "service model, FilterStatus; when the service says so was not published",
    ],
    [
      "effective",
      "assumed",
      "A filter of columns has their names, one of rows its condition, and not the other.",
      "the members are in the service model",
    ],
  ]),
  ...witnessesOf("datazone.asset-filters", "services/datazone/filters/row-filter.ts", [
    [
      "condition",
      "assumed",
      "`effectiveRowFilter` is a condition of SQL: numbers without quotes by the column's type, each group in parentheses.",
      "the text's form was not published",
    ],
  ]),
];
