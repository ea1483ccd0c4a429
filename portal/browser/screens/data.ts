import type { Asset, Operations } from "../../api/operations";
import type { Screen } from "../context";
import { h, type Child } from "../../../pages/browser/dom";
import { pagedList } from "../paged-list";
import { empty, facts, screenTitle } from "../parts";
import { formatPlace } from "../place";
import { plural, typeText } from "../words";
import { askForm } from "./ask-form";
import { PAGE } from "./requests";

type Found = Operations["searchAssets"]["answer"]["items"][number];

/** Search of the catalogue. */
export const searchScreen: Screen = async ({ text }, context) => {
  const { client, go } = context;
  const input = h("input", { type: "search", id: "search", maxlength: 512, autocomplete: "off" });
  input.value = text;
  const form = h(
    "form",
    { role: "search", class: "search" },
    h("label", { for: "search" }, "Words in the name or the description"),
    h("div", { class: "row" }, input, h("button", { type: "submit", class: "button main" }, "Search")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ screen: "data", id: "", text: input.value.trim() });
  });
  const list = await pagedList(
    context,
    (cursor) => client.call("searchAssets", { query: { text: text === "" ? undefined : text, limit: PAGE, cursor } }),
    assetCard,
  );
  const nothing =
    text === ""
      ? empty("Nothing is published in the catalogue yet. Ask the owners of the data to publish it.")
      : empty(`Nothing is found for “${text}”. Try fewer or other words.`);
  const title = "Ask for data";
  const intro = h("p", { class: "intro" }, "Find what you need in the catalogue, look at it, and ask for it.");
  return { title, content: h("div", {}, screenTitle(title), intro, form, list ?? nothing) };
};

function assetCard({ listingId, name, description, type, projectName }: Found): HTMLElement {
  return h(
    "article",
    { class: "card" },
    h("h2", {}, h("a", { href: formatPlace({ screen: "data", id: listingId, text: "" }) }, name)),
    description !== "" && h("p", { class: "clamp" }, description),
    h("p", { class: "muted" }, `${typeText(type)} · project ${projectName}`),
  );
}

/** One asset, with the form that asks for it. */
export const assetScreen: Screen = async ({ id }, context) => {
  const asset: Asset = await context.client.call("readAsset", { id });
  const form = askForm(asset, context);
  const back = h(
    "p",
    { class: "back" },
    h("a", { href: formatPlace({ screen: "data", id: "", text: "" }) }, "Back to all data"),
  );
  const { name, description, type, terms, projectName } = asset;
  const content = h(
    "div",
    {},
    back,
    screenTitle(name),
    h("p", { class: "description" }, description === "" ? "It has no description." : description),
    facts(
      ["Type", typeText(type)],
      ["Owned by project", projectName],
      ["Terms", terms !== undefined && (terms.length === 0 ? "none" : termList(terms))],
    ),
    columnsPanel(asset),
    form,
  );
  return { title: name, content };
};

/** Columns over which they are folded. */
const MANY = 40;

function columnsPanel({ columns, columnTerms }: Asset): Child {
  if (columns === undefined || columns.length === 0) return undefined;
  const items = columns.map((column) => {
    const terms = columnTerms?.[column] ?? [];
    return h(
      "li",
      {},
      h("code", {}, column),
      terms.length > 0 && h("span", { class: "muted" }, ` ${terms.join(", ")}`),
    );
  });
  const list = h("ul", { class: "column-list" }, ...items);
  const title = h("h2", { id: "columns-title" }, plural(columns.length, "column"));
  const shown = columns.length > MANY ? h("details", {}, h("summary", {}, "Show them all"), list) : list;
  return h("section", { class: "panel", "aria-labelledby": "columns-title" }, title, shown);
}

/** Terms, each on its own. */
export const termList = (terms: readonly string[]): HTMLElement =>
  h("ul", { class: "terms" }, ...terms.map((term) => h("li", {}, term)));
