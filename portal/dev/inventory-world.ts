import { rowConditionText, type RowCondition } from "../../governance/access-rules";
import type { AssetFilter, FilterText, ProjectAsset } from "../../governance/assets";
import type { Asset, Operations } from "../api/operations";

/** The second asset has a newer revision than the catalogue, the third lacks a term and is not published. */
export function ownedAsset(asset: Asset, index: number): ProjectAsset {
  const { assetId: id, listingId, projectId, name, description, type, terms = [], columns, columnTerms } = asset;
  const isListed = index % 3 !== 2;
  const revision = index % 3 === 1 ? "3" : "4";
  return {
    ...{ id, projectId, name, description, type, revision: "4" },
    terms: isListed ? terms : [],
    forms: [{ name: "Ownership", type: "ownership" }],
    columns: columns?.map((column) => ({ name: column, terms: columnTerms?.[column] ?? [] })),
    ...(isListed ? { listing: { id: listingId, state: "ACTIVE" as const, revision } } : {}),
  };
}

const EUROPE: RowCondition = { columnName: "region", operator: "equalTo", value: "EU" };

/** Filters of an asset: one of a decision, which access has, one that does not work, and others of people. */
export function filtersOf(count: number): AssetFilter[] {
  const rows = (id: string, name: string): AssetFilter => ({
    ...{ id, name, description: "Customers in Europe", effect: rowConditionText(EUROPE), state: "VALID" },
    content: { rows: EUROPE },
  });
  const named = Array.from({ length: Math.min(count, 98) }, (_, index) => rows(`flt-${index + 2}`, `europe-${index}`));
  const columns: AssetFilter = {
    ...{ id: "flt-1", name: "without-persons", description: "", effect: "region, revenue", state: "INVALID" },
    ...{ error: "Column revenue does not exist", content: { columns: ["region", "revenue"] } },
  };
  return [rows("flt-0", "smus-rows-0123abcd"), columns, ...named];
}

/** Filter as the service would have it after a wish. */
export function filterFrom(id: string, body: Operations["createAssetFilter"]["body"]): AssetFilter & FilterText {
  const { name, description = "" } = body;
  const content = "rows" in body ? { rows: body.rows } : { columns: [...body.columns] };
  const effect = "rows" in body ? rowConditionText(body.rows) : body.columns.join(", ");
  return { id, name, description, effect, content, state: "VALID" };
}
