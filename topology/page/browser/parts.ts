import type { Item, ItemChange } from "../../model/data";
import { h, type Child } from "../../../pages/browser/dom";
import type { PageContext } from "./page-context";
import { CHANGES, countsText } from "./words";

/** A button that selects an item: details open, and what it reaches is highlighted. */
export function selectButton({ place, go }: PageContext, id: string, className: string, ...children: Child[]) {
  return h(
    "button",
    {
      type: "button",
      class: className,
      "data-item": id,
      "aria-pressed": String(place.selected === id),
      click: () => go({ selected: id }),
    },
    ...children,
  );
}

/** A button with the name of an item. */
export function link(context: PageContext, id: string, text: string = context.directory.name(id)): HTMLElement {
  return selectButton(context, id, "link", text);
}

/** Mark of a change by the plan: a sign and a word, in the colour of the change. */
export function changeMark(change: ItemChange | undefined, what = ""): HTMLElement | undefined {
  if (change === undefined) return undefined;
  const { sign, text } = CHANGES[change.action];
  return h(
    "span",
    { class: `change ${change.action}`, title: countsText(change) },
    h("span", { "aria-hidden": "true" }, sign),
    ` ${what}${text}`,
  );
}

/** Number of accounts of a long list that are named before the rest is counted. */
const NAMED = 6;

/** Accounts as buttons; of many the first few, and a button that opens all of them. */
export function accountList(context: PageContext, ids: readonly string[], all: string): HTMLElement {
  if (ids.length === 0) return h("span", { class: "muted" }, "none");
  const named = ids.length <= NAMED + 1 ? ids : ids.slice(0, NAMED);
  return h(
    "ul",
    { class: "chips" },
    named.map((id) => h("li", {}, selectButton(context, id, "chip", context.directory.name(id)))),
    named.length === ids.length
      ? undefined
      : h("li", {}, selectButton(context, all, "chip more", `and ${ids.length - named.length} more`)),
  );
}

/** Place where an item is written down: a link to the file, the path, and a button that copies both. */
export function sourceOf({ directory }: PageContext, { source }: Item): HTMLElement {
  const text = `${source.file}: ${source.path}`;
  const copy = h("button", { type: "button", class: "copy", "data-copy": text, "aria-label": `Copy ${text}` }, "Copy");
  const file = h("a", { href: directory.topology.links + source.file }, source.file);
  return h("span", { class: "source" }, h("code", {}, file, `: ${source.path}`), copy);
}

/** Rows beyond this many wait for a button: a browser is slow with thousands. */
const ROWS = 250;

/** A table with a caption for screen readers; the first cell of each row heads it. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Child[])[],
  options: { readonly empty?: string; readonly mark?: (row: number) => string | undefined } = {},
): HTMLElement {
  if (rows.length === 0) return h("p", { class: "empty" }, options.empty ?? "Nothing fits the filter.");
  const body = h("tbody");
  const add = (from: number, to: number): void =>
    rows.slice(from, to).forEach((cells, index) => {
      const [first, ...others] = cells;
      const attributes = { "data-row": options.mark?.(from + index) };
      body.append(
        h(
          "tr",
          attributes,
          h("th", { scope: "row" }, first),
          others.map((cell, column) => h("td", { "data-column": columns[column + 1] }, cell)),
        ),
      );
    });
  add(0, ROWS);
  const more: HTMLElement = h(
    "button",
    { type: "button", class: "more-rows", click: () => showAll() },
    `Show all ${rows.length} rows`,
  );
  const showAll = (): void => {
    add(ROWS, rows.length);
    body.querySelectorAll<HTMLElement>("tr")[ROWS].querySelector<HTMLElement>("button, a")?.focus();
    more.remove();
  };
  return h(
    "div",
    { class: "table", role: "region", "aria-label": caption, tabindex: 0 },
    h("table", {}, h("caption", { class: "hidden" }, caption), headOf(columns), body),
    rows.length > ROWS ? more : undefined,
  );
}

function headOf(columns: readonly string[]): HTMLElement {
  const cells = columns.map((column) => h("th", { scope: "col" }, column));
  return h("thead", {}, h("tr", {}, cells));
}
