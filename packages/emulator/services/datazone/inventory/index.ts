import type { Operations } from "../../../service";
import { ASSET_TERM_OPERATIONS } from "./asset-terms";
import { ASSET_OPERATIONS } from "./assets";
import { ATTRIBUTE_OPERATIONS } from "./attributes";
import { LISTING_OPERATIONS } from "./listings";
import { RUN_OPERATIONS } from "./runs";
import { LISTING_SEARCH_OPERATIONS } from "./search";

/** Operations on what projects have in their inventories: runs that import it, assets, listings, searches. */
export const INVENTORY_OPERATIONS = {
  ...RUN_OPERATIONS,
  ...ASSET_OPERATIONS,
  ...ASSET_TERM_OPERATIONS,
  ...ATTRIBUTE_OPERATIONS,
  ...LISTING_OPERATIONS,
  ...LISTING_SEARCH_OPERATIONS,
} satisfies Operations;
