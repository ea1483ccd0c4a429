import { z } from "zod";
import { cursorOf, placeIn } from "../http/cursor";
import type { ListedAsset } from "../services";
import { noQuery, pageOf, paging } from "./paging";
import { apiRoute, KNOWN, type ObjectKind } from "./route";

const asset = {
  listingId: z.string().describe("Id by which access is asked for."),
  assetId: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.string(),
  projectId: z.string().describe("Project that owns it."),
};

/** Assets that are published: everybody of the domain sees them, as in AWS's own portal. */
const LISTING: ObjectKind<ListedAsset> = {
  name: "published asset",
  seenBy: KNOWN,
  async load(id, { services }) {
    const object = await services.listings.listing(id);
    return object && { object, parts: [] };
  },
};

const searchQuery = z.strictObject({
  ...paging,
  text: z.string().trim().min(1).max(512).optional().describe("Words to look for."),
});

/** Search of the catalogue. */
export const searchAssets = apiRoute({
  method: "GET",
  path: "/assets",
  name: "searchAssets",
  summary: "Search the assets that are published.",
  callers: ["person", "machine"],
  who: KNOWN,
  query: searchQuery,
  answers: pageOf(z.strictObject(asset)),
  changes: false,
  async handle({ query: { limit, cursor, text }, services }) {
    const list = ["assets", text ?? ""];
    const { found, token } = await services.listings.search({ text, limit, token: placeIn(list, cursor) });
    return { items: [...found], next: token && cursorOf(list, token) };
  },
});

/** One published asset. */
export const readAsset = apiRoute({
  method: "GET",
  path: "/assets/{id}",
  name: "readAsset",
  summary: "Read an asset that is published, by the id of its listing.",
  callers: ["person", "machine"],
  who: KNOWN,
  object: LISTING,
  query: noQuery,
  answers: z.strictObject({ ...asset, columns: z.array(z.string()).optional().describe("Names of its columns.") }),
  changes: false,
  handle: ({ object: { columns, ...rest } }) => Promise.resolve({ ...rest, columns: columns && [...columns] }),
});
