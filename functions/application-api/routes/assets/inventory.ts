import { z } from "zod";
import { cursorOf, placeIn } from "../../http/cursor";
import { notFound } from "../../http/problem";
import { noQuery, paging } from "../paging";
import { apiRoute } from "../route";
import { handFor, OWNED_ASSET, OWNING_PROJECT, SEES_INVENTORY } from "./owned";
import { assetDetail, inventoryPage } from "./schemas";
import { detailOf, shownWith, summaryOf } from "./shown";

/** Assets of a page: each of them costs a call, and one that is published two. */
const MOST = 50;

const inventoryQuery = z.strictObject({
  ...paging,
  text: z.string().trim().min(1).max(512).optional().describe("Words to look for."),
});

/** Inventory of a project. */
export const listProjectAssets = apiRoute({
  method: "GET",
  path: "/projects/{id}/assets",
  name: "listProjectAssets",
  summary: "List the assets of a project, published or not, each with what rules on publishing demand and it lacks.",
  callers: ["person", "machine"],
  who: SEES_INVENTORY,
  object: OWNING_PROJECT,
  query: inventoryQuery,
  answers: inventoryPage,
  changes: false,
  async handle(call) {
    const { object, query, id: projectId } = call;
    const list = ["inventory", projectId, query.text ?? ""];
    const hand = await handFor(object, call);
    const [facts, { found, token }] = await Promise.all([
      shownWith(projectId, call),
      hand.assets({ text: query.text, limit: Math.min(query.limit, MOST), token: placeIn(list, query.cursor) }),
    ]);
    const items = await Promise.all(found.map((asset) => summaryOf(asset, facts, call)));
    return { items, next: token && cursorOf(list, token) };
  },
});

/** One asset of the inventory. */
export const readProjectAsset = apiRoute({
  method: "GET",
  path: "/assets/{id}/inventory",
  name: "readProjectAsset",
  summary: "Read an asset of a project's inventory, by its own id: what it lacks, what is published, what you may do.",
  callers: ["person", "machine"],
  who: SEES_INVENTORY,
  object: OWNED_ASSET,
  query: noQuery,
  answers: assetDetail,
  changes: false,
  async handle(call) {
    const asset = await (await handFor(call.object, call)).asset(call.object.assetId);
    if (asset === undefined) throw notFound();
    return detailOf(asset, call.parts, call);
  },
});
