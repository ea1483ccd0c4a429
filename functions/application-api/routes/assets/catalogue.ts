import { z } from "zod";
import { cursorOf, placeIn } from "../../http/cursor";
import type { ListedAsset } from "../../services";
import { noQuery, pageOf, paging } from "../paging";
import { apiRoute, KNOWN, type ObjectKind } from "../route";

const asset = {
  listingId: z.string().describe("Id by which access is asked for."),
  assetId: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.string(),
  projectId: z.string().describe("Project that owns it."),
  projectName: z.string().describe("Name of that project; its id where the name is not known."),
};

/** A published asset, with all that is told of it. */
export const listedAsset = z.strictObject({
  ...asset,
  columns: z.array(z.string()).optional().describe("Names of its columns."),
  terms: z.array(z.string()).optional().describe("Terms on it; absent where they are not known."),
  columnTerms: z.record(z.string(), z.array(z.string())).optional().describe("Terms by column."),
  forms: z.array(z.string()).optional().describe("Names of its forms."),
});

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
    const names = new Map<string, string>();
    for (const { projectId } of found)
      if (!names.has(projectId)) names.set(projectId, (await services.projects.nameOf(projectId)) ?? projectId);
    const items = found.map((one) => ({ ...one, projectName: names.get(one.projectId) ?? one.projectId }));
    return { items, next: token && cursorOf(list, token) };
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
  answers: listedAsset,
  changes: false,
  async handle({ object: { columns, terms, termNames, forms, ...rest }, services: { assets, projects } }) {
    const named = (ids: readonly string[]) => Promise.all(ids.map((id) => assets.termName(id)));
    const marked = (columns ?? []).filter((column) => column.terms.length > 0);
    const columnTerms = await Promise.all(marked.map(async (one) => [one.name, await named(one.terms)] as const));
    return {
      ...rest,
      projectName: (await projects.nameOf(rest.projectId)) ?? rest.projectId,
      columns: columns?.map(({ name }) => name),
      terms: terms === undefined ? termNames && [...termNames] : await named(terms),
      columnTerms: columns && Object.fromEntries(columnTerms),
      forms: forms && [...forms],
    };
  },
});
