import { revisionOf } from "./model";
import type { InventoryAsset } from "./shapes";

/** A column of an asset's table. */
export interface Column {
  readonly columnName: string;
  readonly dataType?: string;
}

/** Columns of an asset's newest revision, as the form of its table holds them; nothing where it has no such form. */
export function columnsOf(asset: InventoryAsset): readonly Column[] | undefined {
  for (const { content = "{}" } of revisionOf(asset).forms) {
    const { columns } = JSON.parse(content) as { columns?: Column[] };
    if (columns !== undefined) return columns;
  }
  return undefined;
}
