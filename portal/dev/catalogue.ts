import type { Asset } from "../api/operations";
import { notFound, paged, type Handlers } from "./answers";

/** The catalogue: search, and one asset. */
export const catalogueHandlers = (world: { readonly assets: readonly Asset[] }): Handlers => ({
  searchAssets: ({ query }) => {
    const text = (query.get("text") ?? "").toLowerCase();
    const found = world.assets.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(text));
    const shown = found.map(({ listingId, assetId, name, description, type, projectId, projectName }) => ({
      listingId,
      assetId,
      name,
      description,
      type,
      projectId,
      projectName,
    }));
    return paged(shown, query);
  },
  readAsset: ({ id }) => {
    const asset = world.assets.find(({ listingId }) => listingId === id);
    if (asset === undefined) throw notFound();
    return asset;
  },
});
