import type { ColumnChoice } from "../decision";
import { h } from "../../../pages/browser/dom";
import { button } from "../controls";
import { choice } from "../form";

/** Columns over which a filter is worth its place. */
const MANY = 20;

/**
 * Columns to choose from; they stand behind the choice that they belong to. Many have a filter, and a way past them for who uses
 * the keyboard; what the filter hides stays as it is chosen.
 */
export function columnChoices(columns: readonly ColumnChoice[], chosen: readonly string[] = []): HTMLElement {
  const rows = columns.map(({ name, terms }) => {
    const text = [h("code", {}, name), terms.length > 0 && h("span", { class: "muted" }, ` ${terms.join(", ")}`)];
    return { name, row: choice("checkbox", "column", name, text, chosen.includes(name)) };
  });
  const list = h("div", { class: "columns" }, ...rows.map(({ row }) => row));
  if (columns.length <= MANY) return h("div", { class: "inset" }, list);
  const filter = h("input", { type: "search", id: "column-filter", autocomplete: "off" });
  const count = h("p", { class: "muted", role: "status" });
  const apply = (): void => {
    const text = filter.value.trim().toLowerCase();
    let shown = 0;
    for (const { name, row } of rows) {
      row.hidden = !name.toLowerCase().includes(text);
      if (!row.hidden) shown++;
    }
    count.textContent = `${shown} of ${rows.length} columns shown`;
  };
  filter.addEventListener("input", apply);
  apply();
  const label = h("label", { for: "column-filter" }, "Find a column");
  const past = button("Go past the columns", () => {
    const next = list.closest("fieldset")?.nextElementSibling;
    next?.querySelector<HTMLElement>("input, textarea, button")?.focus();
  });
  past.classList.add("past");
  return h("div", { class: "inset" }, h("div", { class: "field" }, label, filter), count, past, list);
}
