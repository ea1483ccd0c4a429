import type { RowFilter } from "../../../../governance/access-rules/row-filter";
import type { AssetDetail, FilterDetail, Operations } from "../../../api/operations";
import { comparisonFaults, filterFrom, MOST_COMPARISONS } from "../../comparisons";
import type { Context } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import type { FieldFault } from "../../field-fault";
import { apiForm, choice, field, group, type Typed } from "../../form";
import { rowsText } from "../../words";
import { columnChoicesOf } from "../ask-form";
import { columnChoices } from "../columns-field";
import { comparisonLines, typedComparisons } from "../rows-editor";

type Body = Operations["createAssetFilter"]["body"];

/** Longest name of a filter, as the service has it. */
const LONGEST_NAME = 64;

/** Form of a filter of rows or of columns; one that is there stays of its kind. */
export function filterForm(
  asset: AssetDetail,
  filter: FilterDetail | undefined,
  context: Context,
  send: (body: Body) => Promise<void>,
): HTMLElement {
  const draft = `filter:${asset.assetId}:${filter?.id ?? ""}`;
  const name = h("input", { type: "text", maxlength: LONGEST_NAME, autocomplete: "off", value: filter?.name });
  const description = h("input", { type: "text", maxlength: 2048, autocomplete: "off", value: filter?.description });
  return apiForm<Body>(context, {
    draft,
    content: [
      field("Name", "name", name, "Who decides on access reads it."),
      field("What is it for?", "description", description),
      contentFields(asset, filter, draft),
    ],
    submit: filter === undefined ? "Make this filter" : "Change this filter",
    read: (typed) => bodyFrom(typed, filter),
    send,
  });
}

function contentFields(asset: AssetDetail, filter: FilterDetail | undefined, draft: string): HTMLElement {
  const columns = columnChoicesOf(asset);
  const rowLines = h("div", { class: "inset" }, comparisonLines(columns, draft));
  const kind = (value: string, text: Child, isChosen = false) => choice("radio", "kind", value, text, isChosen);
  const [rows, chosen] = [filter?.rows as RowFilter | undefined, filter?.columns];
  if (chosen !== undefined)
    return group("Which columns?", "columns", hidden("columns"), columnChoices(columns, chosen));
  if (rows !== undefined)
    return group(
      "Which rows?",
      "rows",
      kind("as-it-is", `Rows where ${rowsText(rows)}, as it is`, true),
      kind("rows", "Other rows, for which all of this holds"),
      rowLines,
    );
  return group(
    "What does it let through?",
    "kind",
    kind("rows", "Only rows for which all of this holds"),
    rowLines,
    kind("columns", "Only these columns"),
    columnChoices(columns),
  );
}

const hidden = (kind: string): HTMLElement => h("input", { type: "hidden", name: "kind", value: kind });

function bodyFrom(
  typed: Typed,
  filter: FilterDetail | undefined,
): { readonly value: Body } | { readonly faults: readonly FieldFault[] } {
  const [name, kind] = [typed.one("name").trim(), typed.one("kind")];
  const comparisons = typedComparisons(typed);
  const columns = typed.all("column");
  const isRows = kind === "rows";
  const rows = kind === "as-it-is" ? (filter?.rows as RowFilter | undefined) : filterFrom(comparisons);
  const checks: readonly (readonly [isWrong: boolean, field: string, message: string])[] = [
    [name === "", "name", "Give the filter a name."],
    [kind === "", "kind", "Say whether it lets rows or columns through."],
    [isRows && rows === undefined, "rows", `Give at most ${MOST_COMPARISONS} comparisons.`],
    [
      kind === "columns" && columns.length === 0,
      filter === undefined ? "kind" : "columns",
      "Choose at least one column.",
    ],
  ];
  const missing = checks.filter(([isWrong]) => isWrong).map(([, at, message]) => ({ field: at, message }));
  const faults = [...missing, ...(isRows ? comparisonFaults(comparisons) : [])];
  const named = { name, description: typed.one("description").trim() };
  if (faults.length > 0) return { faults };
  if (kind === "columns") return { value: { ...named, columns } };
  return rows === undefined ? { faults } : { value: { ...named, rows } };
}
