import type { AssetDetail, AssetSummary } from "../../../api/operations";
import type { Context, Screen } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import { apiForm } from "../../form";
import { pagedList } from "../../paged-list";
import { backLink, chip, empty, facts, screenTitle } from "../../parts";
import { formatPlace } from "../../place";
import { typeText } from "../../words";
import { columnsPanel, termList } from "../data";
import { PAGE } from "../requests";
import { completenessText, demandText, publicationState } from "./words";

/** Assets of a project, published or not, with what they lack. */
export const assetsScreen: Screen = async ({ text: projectId }, context) => {
  const [{ name }, list] = await Promise.all([
    context.client.call("readProject", { id: projectId }),
    pagedList(
      context,
      (cursor) => context.client.call("listProjectAssets", { id: projectId, query: { limit: PAGE, cursor } }),
      (one) => assetCard(one, projectId),
    ),
  ]);
  const title = `Data of ${name}`;
  const nothing = empty(
    "It has no data yet. A run of a data source brings tables here, and so do people in their tools.",
  );
  const intro =
    "Everything that the project has, in the catalogue or not. Open one to see what it lacks, and to publish it.";
  const back = backLink(formatPlace({ screen: "projects", id: projectId, text: "" }), name);
  return { title, content: h("div", {}, back, screenTitle(title), h("p", { class: "intro" }, intro), list ?? nothing) };
};

function assetCard(asset: AssetSummary, projectId: string): HTMLElement {
  const { assetId, name, type, terms } = asset;
  return h(
    "article",
    { class: "card" },
    h(
      "div",
      { class: "card-head" },
      h("h2", {}, h("a", { href: formatPlace({ screen: "project-assets", id: assetId, text: projectId }) }, name)),
      chip(publicationState(asset)),
    ),
    facts(
      ["Type", typeText(type)],
      ["Terms", terms.length > 0 && termList(terms)],
      ["Completeness", completenessText(asset)],
    ),
  );
}

/** One asset of a project: what it is, what it lacks, whether it is published, and what the person may do. */
export const inventoryScreen: Screen = async ({ id }, context) => {
  const asset = await context.client.call("readProjectAsset", { id });
  const { name, description, projectId, projectName, type, terms, forms, revision } = asset;
  const content = h(
    "div",
    {},
    backLink(formatPlace({ screen: "project-assets", id: "", text: projectId }), `the data of ${projectName}`),
    screenTitle(name),
    h("p", {}, chip(publicationState(asset))),
    h("p", { class: "description" }, description === "" ? "It has no description." : description),
    facts(
      ["Type", typeText(type)],
      ["Revision", revision],
      ["Terms", terms.length === 0 ? "none" : termList(terms)],
      ["Forms", forms.length > 0 && termList(forms.map((form) => form.name))],
    ),
    checkedSection(asset),
    catalogueSection(asset, context),
    filtersSection(asset),
    columnsPanel(asset),
  );
  return { title: name, content };
};

/** Checks before an asset is published, and what they found. */
function checkedSection({ missing, advised }: AssetDetail): HTMLElement {
  const title = missing.length === 0 ? "Nothing is missing" : "What is missing";
  return h(
    "section",
    { class: "panel", "aria-labelledby": "checked-title" },
    h("h2", { id: "checked-title" }, title),
    missing.length === 0
      ? h("p", {}, "Every rule on publishing is kept.")
      : h("ul", { class: "lines" }, ...missing.map((one) => h("li", {}, demandText(one)))),
    advised.length > 0 && h("p", { class: "muted" }, "No rule demands a description, and who searches looks for it."),
  );
}

function catalogueSection(asset: AssetDetail, context: Context): HTMLElement {
  const { assetId, possible, publication, publishedRevision, revision, listingId } = asset;
  const isOld = publication === "published" && publishedRevision !== undefined && publishedRevision !== revision;
  const shown = publication === "published" && listingId !== undefined;
  const [publish, unpublish] = [possible.publish, possible.unpublish];
  const why = isLacking(asset) ? "It can be published as soon as nothing is missing." : (publish.why ?? "");
  return h(
    "section",
    { class: "panel", "aria-labelledby": "catalogue-title" },
    h("h2", { id: "catalogue-title" }, "The catalogue"),
    isOld && h("p", { class: "note" }, `It shows revision ${publishedRevision}, and the newest is ${revision}.`),
    shown &&
      h("p", {}, h("a", { href: formatPlace({ screen: "data", id: listingId, text: "" }) }, "See it as others see it")),
    publish.allowed && publishForm(asset, context),
    unpublish.allowed &&
      h(
        "p",
        {},
        h(
          "a",
          { class: "button plain", href: formatPlace({ screen: "asset-unpublish", id: assetId, text: "" }) },
          "Take it out of the catalogue",
        ),
      ),
    !publish.allowed && !unpublish.allowed && h("p", {}, why),
  );
}

const isLacking = ({ missing, publication }: AssetDetail): boolean =>
  missing.length > 0 && publication === "not-published";

function publishForm({ assetId, revision, publication }: AssetDetail, context: Context): HTMLElement {
  return apiForm<true>(context, {
    draft: `publish:${assetId}`,
    content: [],
    submit: publication === "published" ? "Publish the newest revision" : "Publish it",
    read: () => ({ value: true }),
    send: async () => {
      await context.client.call("publishAsset", { id: assetId, body: { revision, dryRun: false } });
      context.say("It goes into the catalogue");
      context.reload();
    },
  });
}

function filtersSection({ assetId, columns }: AssetDetail): Child {
  if (columns === undefined) return undefined;
  return h(
    "section",
    { class: "panel", "aria-labelledby": "filters-title" },
    h("h2", { id: "filters-title" }, "Filters"),
    h("p", {}, "Rows or columns under a name, for those who decide on access."),
    h(
      "p",
      {},
      h(
        "a",
        { class: "button plain", href: formatPlace({ screen: "asset-filters", id: assetId, text: "" }) },
        "See its filters",
      ),
    ),
  );
}
