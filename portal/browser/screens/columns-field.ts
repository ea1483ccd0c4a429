import type { ColumnChoice } from "../decision";
import { h } from "../dom";
import { choice } from "../form";

/** Columns over which a filter is worth its place. */
const MANY = 20;

/** Columns to choose from. Whoever chooses one means "only these". Many have a filter; what it hides stays as it is chosen. */
export function columnChoices(columns: readonly ColumnChoice[], chosen: readonly string[] = []): HTMLElement {
  const rows = columns.map(({ name, terms }) => {
    const text = [h("code", {}, name), terms.length > 0 && h("span", { class: "muted" }, ` ${terms.join(", ")}`)];
    return { name, row: choice("checkbox", "column", name, text, chosen.includes(name)) };
  });
  const list = h("div", { class: "columns" }, ...rows.map(({ row }) => row));
  list.addEventListener("change", () => {
    const some = list.closest("form")?.querySelector<HTMLInputElement>('input[name="columns"][value="some"]');
    if (some && !some.checked) {
      some.checked = true;
      some.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
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
  return h("div", { class: "inset" }, h("div", { class: "field" }, label, filter), count, list);
}
