import { readAsset, searchAssets } from "./catalogue";
import { changeAssetFilter, createAssetFilter, deleteAssetFilter, listAssetFilters, readAssetFilter } from "./filters";
import { listProjectAssets, readProjectAsset } from "./inventory";
import { publishAsset, unpublishAsset } from "./publication";

/** Routes about assets. */
export const ASSET_ROUTES = [
  searchAssets,
  readAsset,
  listProjectAssets,
  readProjectAsset,
  publishAsset,
  unpublishAsset,
  listAssetFilters,
  createAssetFilter,
  readAssetFilter,
  changeAssetFilter,
  deleteAssetFilter,
];
