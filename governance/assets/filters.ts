import { columnsOfRowCondition, type RowCondition } from "../access-rules";
import type { AssetUse, ProjectAsset } from "./asset";

/** Filters that an asset has at most. @see https://docs.aws.amazon.com/datazone/latest/userguide/quotas.html */
export const MOST_FILTERS = 100;
/** Longest name of a filter. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_CreateAssetFilter.html */
export const LONGEST_FILTER_NAME = 64;

/** Rows or columns that a filter lets through. */
export type FilterContent = { readonly rows: RowCondition } | { readonly columns: readonly string[] };

/** Filter of an asset, as people write it. */
export interface FilterText {
  readonly name: string;
  readonly description: string;
  readonly content: FilterContent;
}

/** Filter of an asset. */
export interface AssetFilter extends Omit<FilterText, "content"> {
  readonly id: string;
  readonly state?: "VALID" | "INVALID";
  /** Words of the service on what is wrong with it. */
  readonly error?: string;
  /** Absent in a list: the service tells it of a single filter only, or in a form that nobody here knows. */
  readonly content?: FilterContent;
  /** Effect as a text, for people. */
  readonly effect: string;
}

/** A change of a filter that is not carried out. */
export interface FilterRefusal {
  readonly refused: "filter-of-decision" | "still-used" | "name-taken" | "too-many-filters" | "other-kind";
  /** Sentence that says what to do. */
  readonly message: string;
  readonly uses?: readonly AssetUse[];
}

/** Fault in the text of a filter. */
export interface FilterFault {
  readonly at: string;
  readonly message: string;
}

/** Beginning of the names that belong to decisions. A person who could take one could say what a decision gives. */
const RESERVED = /^smus-/i;

/** Name of the filter that carries out a decision: it follows from what the filter does, so the same filter is made once. */
export const decisionFilterName = (kind: "rows" | "columns", hash: string): string => `smus-${kind}-${hash}`;

/** Tells whether a filter was made for a decision, or could be taken for one: people never change it. */
export const isOfDecision = ({ name }: Pick<AssetFilter, "name">): boolean => RESERVED.test(name);

/** Everything that is wrong with a filter of an asset; the names of members are those of the body of a request. */
export function filterFaults({ name, content }: FilterText, { columns }: Pick<ProjectAsset, "columns">): FilterFault[] {
  const faults: FilterFault[] = [];
  if (RESERVED.test(name.trim()))
    faults.push({ at: "name", message: 'names that begin with "smus-" belong to decisions: take another one' });
  const at = "rows" in content ? "rows" : "columns";
  if (columns === undefined) return [...faults, { at, message: "the asset has no columns that could be filtered" }];
  const named = "rows" in content ? columnsOfRowCondition(content.rows) : content.columns;
  const unknown = named.filter((one) => !columns.some((column) => column.name === one));
  if (unknown.length > 0) {
    const there = columns
      .slice(0, 50)
      .map((column) => column.name)
      .join(", ");
    faults.push({ at, message: `the asset has no column ${unknown.slice(0, 10).join(", ")}; it has ${there}` });
  }
  return faults;
}

/** Refusal to make a filter beside those that there are. */
export function refuseCreation({ name }: FilterText, there: readonly AssetFilter[]): FilterRefusal | undefined {
  return (
    refuseName(name, there) ??
    (there.length < MOST_FILTERS
      ? undefined
      : { refused: "too-many-filters", message: `An asset has ${MOST_FILTERS} filters at most: delete one before.` })
  );
}

/**
 * Refusal to change a filter. What a decision has given stays what was decided: a filter of a decision is never changed, and of one that
 * somebody has access through the content is not.
 */
export function refuseChange(
  filter: AssetFilter,
  wanted: FilterText,
  there: readonly AssetFilter[],
  uses: readonly AssetUse[],
): FilterRefusal | undefined {
  if (isOfDecision(filter)) return OF_DECISION;
  if (filter.content !== undefined && "rows" in filter.content !== "rows" in wanted.content)
    return {
      refused: "other-kind",
      message: "A filter of rows stays one, and so does one of columns: make another one.",
    };
  return (
    refuseName(
      wanted.name,
      there.filter(({ id }) => id !== filter.id),
    ) ?? refuseInUse(filter, uses, "change")
  );
}

/** Refusal to delete a filter. */
export function refuseDeletion(filter: AssetFilter, uses: readonly AssetUse[]): FilterRefusal | undefined {
  return isOfDecision(filter) ? OF_DECISION : refuseInUse(filter, uses, "delete");
}

/** Access that a filter is a part of. */
export const usesOfFilter = ({ id }: Pick<AssetFilter, "id">, uses: readonly AssetUse[]): AssetUse[] =>
  uses.filter(({ kind, filterIds }) => kind === "access" && filterIds.includes(id));

const OF_DECISION: FilterRefusal = {
  refused: "filter-of-decision",
  message: "The application has made this filter for a decision on access: make one of your own beside it.",
};

function refuseName(name: string, there: readonly AssetFilter[]): FilterRefusal | undefined {
  if (!there.some((one) => one.name === name)) return undefined;
  return { refused: "name-taken", message: `The asset has a filter ${name} already: take another name.` };
}

function refuseInUse(
  filter: AssetFilter,
  all: readonly AssetUse[],
  what: "change" | "delete",
): FilterRefusal | undefined {
  const uses = usesOfFilter(filter, all);
  if (uses.length === 0) return undefined;
  const names = uses.map(({ who }) => who.name).join(", ");
  return {
    refused: "still-used",
    message: `Access has this filter: ${names}. Revoke that access before you ${what} it, or make another filter.`,
    uses,
  };
}
