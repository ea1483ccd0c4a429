import type { AssetFilterConfiguration, FilterStatus } from "@aws-sdk/client-datazone";
import { type Column, columnsOf } from "../inventory/columns";
import type { InventoryAsset } from "../inventory/shapes";
import type { AssetFilter } from "../data-access/shapes";
import { columnsOfFilter, conditionOf } from "./row-filter";

/** Effect of a filter on the columns that its asset has now. */
export interface FilterEffect {
  readonly status: FilterStatus;
  readonly errorMessage?: string;
  readonly effectiveColumnNames?: string[];
  readonly effectiveRowFilter?: string;
}

/** Columns that a configuration names. */
export function columnsNamed({ columnConfiguration, rowConfiguration }: AssetFilterConfiguration): string[] {
  if (rowConfiguration?.rowFilter) return columnsOfFilter(rowConfiguration.rowFilter);
  return columnConfiguration?.includedColumnNames ?? [];
}

/** Columns that a configuration names and that are not there. */
export function columnsMissing(configuration: AssetFilterConfiguration, columns: readonly Column[]): string[] {
  const known = columns.map(({ columnName }) => columnName);
  return columnsNamed(configuration).filter((name) => !known.includes(name));
}

/** A filter is INVALID once a column that it names has gone from its asset. */
export function filterStatus(asset: InventoryAsset, { configuration }: AssetFilter): FilterEffect {
  const columns = columnsOf(asset) ?? [];
  const missing = columnsMissing(configuration, columns);
  if (missing.length > 0) return { status: "INVALID", errorMessage: missingText(asset, missing) };
  const { rowConfiguration, columnConfiguration } = configuration;
  if (rowConfiguration?.rowFilter)
    return { status: "VALID", effectiveRowFilter: conditionOf(rowConfiguration.rowFilter, columns) };
  return { status: "VALID", effectiveColumnNames: columnConfiguration?.includedColumnNames ?? [] };
}

/** Words about columns that an asset does not have. */
export const missingText = ({ id }: InventoryAsset, columns: readonly string[]): string =>
  `Asset ${id} has no column ${columns.join(", ")}`;
