import type { AssetDetail, FilterDetail, FilterSummary } from "../../../api/operations";
import type { Context, Screen } from "../../context";
import { h } from "../../../../pages/browser/dom";
import { apiForm } from "../../form";
import { backLink, chip, empty, facts, screenTitle } from "../../parts";
import { formatPlace } from "../../place";
import { plural } from "../../words";
import { filterForm } from "./filter-form";
import { usersText } from "./words";

/** Filters of an asset, and one more. The service has at most 100 of them, so they are not read in pages. */
export const filtersScreen: Screen = async ({ id }, context) => {
  const [asset, { items }] = await Promise.all([
    context.client.call("readProjectAsset", { id }),
    context.client.call("listAssetFilters", { id }),
  ]);
  const title = `Filters of ${asset.name}`;
  const cards = items.map((one) => h("li", {}, filterCard(one, id)));
  const content = h(
    "div",
    {},
    backLink(formatPlace({ screen: "project-assets", id, text: asset.projectId }), asset.name),
    screenTitle(title),
    h(
      "p",
      { class: "intro" },
      "Each lets some rows or some columns through. Those of decisions are made by this application.",
    ),
    items.length === 0
      ? empty("It has no filters yet. Who has access without one reads everything.")
      : h(
          "div",
          { class: "stack" },
          h("ul", { class: "cards" }, ...cards),
          h("p", { class: "muted" }, plural(items.length, "filter")),
        ),
    newSection(asset, context),
  );
  return { title, content };
};

function filterCard(filter: FilterSummary, assetId: string): HTMLElement {
  const { id, name, description, effect, usedBy, madeBy, error } = filter;
  return h(
    "article",
    { class: "card" },
    h(
      "div",
      { class: "card-head" },
      h("h2", {}, h("a", { href: formatPlace({ screen: "asset-filter", id: assetId, text: id }) }, name)),
      filter.state === "INVALID" && chip({ text: "Does not work", tone: "bad" }),
    ),
    facts(
      ["Lets through", h("span", { class: "clamp" }, effect)],
      ["For", description],
      ["Made by", madeBy === "decision" ? "a decision" : "people"],
      ["Used by", usedBy.length === 0 ? "nobody" : usersText(usedBy)],
      ["The service says", error],
    ),
  );
}

function newSection(asset: AssetDetail, context: Context): HTMLElement {
  const { allowed, why } = asset.possible.filters;
  const about = { class: "panel", "aria-labelledby": "new-title" };
  const title = h("h2", { id: "new-title" }, "Make a filter");
  if (!allowed) return h("section", about, title, h("p", {}, why ?? ""));
  const form = filterForm(asset, undefined, context, async (body) => {
    await context.client.call("createAssetFilter", { id: asset.assetId, body });
    context.say("The filter is made");
    context.reload();
  });
  return h("section", about, title, form);
}

/** One filter: what it lets through and who uses it; changed and deleted while nobody does. */
export const filterScreen: Screen = async ({ id, text: filter }, context) => {
  const [asset, detail] = await Promise.all([
    context.client.call("readProjectAsset", { id }),
    context.client.call("readAssetFilter", { id, filter }),
  ]);
  const content = h(
    "div",
    {},
    backLink(formatPlace({ screen: "asset-filters", id, text: "" }), `the filters of ${asset.name}`),
    screenTitle(detail.name),
    facts(
      ["Lets through", detail.effect],
      ["For", detail.description],
      ["Made by", detail.madeBy === "decision" ? "a decision on access" : "people"],
      ["Used by", detail.usedBy.length === 0 ? "nobody" : usersText(detail.usedBy)],
      ["The service says", detail.error],
    ),
    changeSection(asset, detail, context),
  );
  return { title: detail.name, content };
};

function changeSection(asset: AssetDetail, detail: FilterDetail, context: Context): HTMLElement {
  const { change, deletion } = detail.possible;
  const about = { class: "panel", "aria-labelledby": "change-title" };
  const title = h("h2", { id: "change-title" }, "Change it");
  const whys = [...new Set([change.why, deletion.why])].filter((why) => why !== undefined);
  if (!change.allowed && !deletion.allowed) return h("section", about, title, ...whys.map((why) => h("p", {}, why)));
  const form = filterForm(asset, detail, context, async (body) => {
    await context.client.call("changeAssetFilter", { id: asset.assetId, filter: detail.id, body });
    context.say("The filter is changed");
    context.reload();
  });
  return h(
    "section",
    about,
    title,
    change.allowed && form,
    deletion.allowed &&
      h("details", { class: "danger-zone" }, h("summary", {}, "Delete it"), deletionForm(asset, detail, context)),
  );
}

function deletionForm({ assetId }: AssetDetail, { id }: FilterDetail, context: Context): HTMLElement {
  return apiForm<true>(context, {
    draft: `delete-filter:${assetId}:${id}`,
    content: [h("p", {}, "Nobody has access through it. It cannot be brought back.")],
    submit: "Delete this filter",
    kind: "danger",
    read: () => ({ value: true }),
    send: async () => {
      await context.client.call("deleteAssetFilter", { id: assetId, filter: id });
      context.say("The filter is deleted");
      context.go({ screen: "asset-filters", id: assetId, text: "" });
    },
  });
}
