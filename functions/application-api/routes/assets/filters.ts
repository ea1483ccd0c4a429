import { createHash } from "node:crypto";
import {
  filterFaults,
  refuseChange,
  refuseCreation,
  refuseDeletion,
  type AssetFilter,
  type AssetUse,
  type FilterRefusal,
  type FilterText,
  type ProjectAsset,
} from "../../../../governance/assets";
import { invalid } from "../../http/input";
import { notFound, Problem } from "../../http/problem";
import type { ProjectHand } from "../../services-of-assets";
import { noQuery } from "../paging";
import { apiRoute, type Call } from "../route";
import { actingHand, CHANGES, handFor, OWNED_ASSET, SEES_FILTERS, unlessRefused, type OwnedAsset } from "./owned";
import { deleted, filterBody, filterDetail, filterList, type FilterBody } from "./schemas";
import { filterDetailOf, filterShown, shownUses } from "./shown";

type FilterCall = Call<unknown, unknown, OwnedAsset>;

const refusal = ({ refused, message, uses }: FilterRefusal): Problem =>
  new Problem(refused, message, uses === undefined ? {} : { uses: shownUses(uses) });

/** Everything about an asset that its filters are shown and judged by. */
interface Filtered {
  readonly asset: ProjectAsset;
  readonly uses: readonly AssetUse[];
}

async function filteredIn(hand: ProjectHand, { object }: FilterCall): Promise<Filtered> {
  const asset = await hand.asset(object.assetId);
  if (asset === undefined) throw notFound();
  // An asset that was taken out of the catalogue keeps its listing, and those who have access.
  return { asset, uses: asset.listing === undefined ? [] : await hand.uses(asset.listing.id) };
}

async function filterIn(hand: ProjectHand, { object, part }: FilterCall): Promise<AssetFilter> {
  const filter = await hand.filter(object.assetId, part);
  if (filter === undefined) throw notFound();
  return filter;
}

/** The wish as a filter of the asset. @throws a problem with everything that is wrong with it */
function textOf(body: FilterBody, asset: ProjectAsset): FilterText {
  const { name, description } = body;
  const content = "rows" in body ? { rows: body.rows } : { columns: [...new Set(body.columns)] };
  const text = { name, description, content };
  const faults = filterFaults(text, asset);
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ in: "body", ...fault })));
  return text;
}

/** Filters of an asset. */
export const listAssetFilters = apiRoute({
  method: "GET",
  path: "/assets/{id}/filters",
  name: "listAssetFilters",
  summary: "List the filters of an asset, by its own id, with those who have access through them.",
  callers: ["person", "machine"],
  who: SEES_FILTERS,
  object: OWNED_ASSET,
  query: noQuery,
  answers: filterList,
  changes: false,
  async handle(call) {
    const hand = await handFor(call.object, call);
    const [{ uses }, filters] = await Promise.all([filteredIn(hand, call), hand.filters(call.object.assetId)]);
    return { items: filters.map((filter) => filterShown(filter, uses)) };
  },
});

/** One filter of an asset. */
export const readAssetFilter = apiRoute({
  method: "GET",
  path: "/assets/{id}/filters/{filter}",
  name: "readAssetFilter",
  summary: "Read a filter of an asset with its rows or columns.",
  callers: ["person", "machine"],
  who: SEES_FILTERS,
  object: OWNED_ASSET,
  query: noQuery,
  answers: filterDetail,
  changes: false,
  async handle(call) {
    const hand = await handFor(call.object, call);
    const [{ uses }, filter] = await Promise.all([filteredIn(hand, call), filterIn(hand, call)]);
    return filterDetailOf(filter, uses, call.parts);
  },
});

/** A new filter. */
export const createAssetFilter = apiRoute({
  method: "POST",
  path: "/assets/{id}/filters",
  name: "createAssetFilter",
  summary: "Make a filter of rows or of columns on an asset; owners and contributors of its project do.",
  callers: ["person"],
  who: CHANGES,
  object: OWNED_ASSET,
  query: noQuery,
  body: filterBody,
  answers: filterDetail,
  changes: true,
  async handle(call) {
    const hand = await actingHand(call.object, call);
    const [{ asset }, there] = await Promise.all([filteredIn(hand, call), hand.filters(call.object.assetId)]);
    const text = textOf(call.body, asset);
    const refused = refuseCreation(text, there);
    if (refused !== undefined) throw refusal(refused);
    const made = unlessRefused(await hand.createFilter(asset.id, text, tokenOf(call)));
    return filterDetailOf(made, [], call.parts);
  },
});

/** Name of a creation for the service, of the caller's own: a lost answer makes no second filter. */
const tokenOf = ({ idempotencyKey, caller, object }: FilterCall): string | undefined =>
  idempotencyKey &&
  createHash("sha256")
    .update(JSON.stringify([caller.id, object.assetId, idempotencyKey]))
    .digest("hex");

/** Another content, name or description of a filter. */
export const changeAssetFilter = apiRoute({
  method: "PUT",
  path: "/assets/{id}/filters/{filter}",
  name: "changeAssetFilter",
  summary: "Change a filter that nobody has access through; those of decisions are never changed.",
  callers: ["person"],
  who: CHANGES,
  object: OWNED_ASSET,
  query: noQuery,
  body: filterBody,
  answers: filterDetail,
  changes: true,
  async handle(call) {
    const hand = await actingHand(call.object, call);
    const [{ asset, uses }, filter, there] = await Promise.all([
      filteredIn(hand, call),
      filterIn(hand, call),
      hand.filters(call.object.assetId),
    ]);
    const text = textOf(call.body, asset);
    const refused = refuseChange(filter, text, there, uses);
    if (refused !== undefined) throw refusal(refused);
    return filterDetailOf(unlessRefused(await hand.changeFilter(asset.id, filter.id, text)), [], call.parts);
  },
});

/** End of a filter. */
export const deleteAssetFilter = apiRoute({
  method: "DELETE",
  path: "/assets/{id}/filters/{filter}",
  name: "deleteAssetFilter",
  summary: "Delete a filter that nobody has access through; those of decisions are never deleted.",
  callers: ["person"],
  who: CHANGES,
  object: OWNED_ASSET,
  query: noQuery,
  answers: deleted,
  changes: true,
  async handle(call) {
    const hand = await actingHand(call.object, call);
    const [{ uses }, filter] = await Promise.all([filteredIn(hand, call), filterIn(hand, call)]);
    const refused = refuseDeletion(filter, uses);
    if (refused !== undefined) throw refusal(refused);
    unlessRefused(await hand.deleteFilter(call.object.assetId, filter.id));
    return { deleted: filter.id };
  },
});
