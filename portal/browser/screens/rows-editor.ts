import type { RowFilter } from "../../../governance/access-rules/row-filter";
import { OF_NONE, type TypedComparison } from "../comparisons";
import type { ColumnChoice } from "../decision";
import { h } from "../../../pages/browser/dom";
import { button } from "../controls";
import { readDraft } from "../drafts";
import { choice, group, type Typed } from "../form";
import { OPERATORS, rowsText } from "../words";

/** Choice of rows: all, those that were asked for, or those that comparisons say. */
export function rowsFields(
  proposed: "all" | RowFilter | undefined,
  columns: readonly ColumnChoice[],
  draft: string,
): HTMLElement {
  const isFiltered = proposed !== undefined && proposed !== "all";
  const which = isFiltered ? "Other rows, for which all of this holds" : "Only rows for which all of this holds";
  const own = choice("radio", "rows", "own", which);
  return group(
    "Which rows?",
    "rows",
    choice("radio", "rows", "all", "All rows", proposed === "all"),
    isFiltered && choice("radio", "rows", "asked", `Only rows where ${rowsText(proposed)}`, true),
    ...(columns.length > 0 ? [own, h("div", { class: "inset" }, comparisonLines(columns, draft))] : []),
  );
}

/** Lines of comparisons, and a button for one more. */
export function comparisonLines(columns: readonly ColumnChoice[], draft: string): HTMLElement {
  const lines = h("div", { class: "comparisons" });
  const add = (): HTMLElement => {
    const line = comparisonLine(lines.children.length, columns);
    lines.append(line);
    return line;
  };
  // A draft is put back into the lines that it was typed into.
  const before = (readDraft(draft) ?? []).filter(([name]) => /^rows\.\d+\.operator$/.test(name)).length;
  for (let line = 0; line < Math.max(1, before); line++) add();
  const more = button("Add a comparison", () => add().querySelector("select")?.focus());
  return h("div", { class: "stack" }, lines, h("p", {}, more));
}

function comparisonLine(index: number, columns: readonly ColumnChoice[]): HTMLElement {
  const of = (part: string) => ({ name: `rows.${index}.${part}`, "aria-label": `Comparison ${index + 1}, ${part}` });
  const options = columns.map(({ name }) => h("option", { value: name }, name));
  const column = h("select", of("column"), h("option", { value: "" }, "Column"), ...options);
  const words = Object.entries(OPERATORS).map(([value, text]) => h("option", { value }, text));
  const operator = h("select", of("operator"), ...words);
  const value = h("input", { type: "text", maxlength: 2000, placeholder: "Value", ...of("value") });
  operator.addEventListener("change", () => (value.hidden = OF_NONE.includes(operator.value)));
  return h("div", { class: "comparison", "data-field": `rows.${index}.value` }, column, operator, value);
}

/** Comparisons as they were typed; lines that nobody touched are left out. */
export function typedComparisons(typed: Typed): TypedComparison[] {
  const made: TypedComparison[] = [];
  for (let index = 0; typed.all(`rows.${index}.operator`).length > 0; index++) {
    const part = (name: string): string => typed.one(`rows.${index}.${name}`);
    const one = { column: part("column"), operator: part("operator"), value: part("value").trim() };
    if (index === 0 || one.column !== "" || one.value !== "") made.push(one);
  }
  return made;
}
