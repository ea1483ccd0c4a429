import { type AssetFilterSummary, ListAssetFiltersCommand } from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { KnownFilter, KnownSubscription } from "../../governance/reports";
import { type DomainReader, eachAtOnce, type Gaps, PAGE } from "./reader";

/** Filters of the assets whose approved subscriptions have some. */
export async function readFilters(
  reader: DomainReader,
  subscriptions: readonly KnownSubscription[],
  gaps: Gaps,
): Promise<KnownFilter[]> {
  const { clients, domainId: domainIdentifier } = reader;
  const filtered = subscriptions.filter(({ status, filterIds }) => status === "APPROVED" && filterIds.length > 0);
  const assetIds = [...new Set(filtered.map(({ listing }) => listing.assetId))];
  const found = await eachAtOnce(assetIds, reader.concurrency, (assetIdentifier) =>
    gaps.orGap(`filters of asset ${assetIdentifier}`, "rows and columns that are given are not known", () =>
      allPages(
        (nextToken) =>
          clients.profiles.send(
            new ListAssetFiltersCommand({ domainIdentifier, assetIdentifier, maxResults: PAGE, nextToken }),
          ),
        ({ items }) => items,
      ),
    ),
  );
  return found.flatMap((filters = []) => filters.map(knownFilter));
}

function knownFilter({ id = "", effectiveRowFilter, effectiveColumnNames }: AssetFilterSummary): KnownFilter {
  // A filter that the service does not take to be valid has neither: it is known by its id alone.
  return {
    id,
    ...(effectiveRowFilter === undefined ? {} : { rows: effectiveRowFilter }),
    ...(effectiveColumnNames === undefined || effectiveRowFilter !== undefined
      ? {}
      : { columns: effectiveColumnNames }),
  };
}
