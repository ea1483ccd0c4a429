import {
  type AssetFilterConfiguration,
  type AssetFilterSummary,
  CreateAssetFilterCommand,
  ListAssetFiltersCommand,
  type RowFilter,
} from "@aws-sdk/client-datazone";
import { createHash } from "node:crypto";
import { allPages } from "../../../aws/pages";
import { canonicalJson } from "../../../contracts/canonical-json";
import type { AccessCatalog, RequestView } from "../../../governance/access";
import { rowConditionText, type GivenAccess } from "../../../governance/access-rules";
import { decisionFilterName, serviceRowFilter } from "../../../governance/assets";
import type { DomainAccess } from "./settings";

type Filters = Awaited<ReturnType<AccessCatalog["filters"]>>;

/** A filter that is wanted. Its name follows from what it does: the same filter is made once on an asset, and shared. */
interface Wanted {
  readonly name: string;
  readonly description: string;
  readonly configuration: AssetFilterConfiguration;
}

/** Makes the filters of an approval, at most one of rows and one of columns: several of a kind would give what any of them gives. */
export async function makeFilters(
  access: DomainAccess,
  { assetId }: RequestView,
  given: GivenAccess,
): Promise<Filters> {
  const wanted = wantedFilters(given);
  const there = await filtersOf(access, assetId);
  const found: AssetFilterSummary[] = [];
  for (const filter of wanted)
    found.push(there.find(({ name }) => name === filter.name) ?? (await create(access, assetId, filter)));
  const invalid = found.find(({ status }) => status === "INVALID");
  if (invalid !== undefined)
    return { problem: { kind: "filter-invalid", cause: invalid.errorMessage ?? `filter ${invalid.name} is INVALID` } };
  return found.every(({ status }) => status === "VALID") ? { ids: found.map(({ id }) => id ?? "") } : undefined;
}

function wantedFilters({ rows, columns }: GivenAccess): Wanted[] {
  const filters: Wanted[] = [];
  if (rows !== "all")
    filters.push(
      wantedFilter("rows", rowConditionText(rows), {
        rowConfiguration: { rowFilter: serviceRowFilter(rows) as RowFilter, sensitive: false },
      }),
    );
  if (columns !== "all")
    filters.push(
      wantedFilter("columns", columns.join(", "), { columnConfiguration: { includedColumnNames: [...columns] } }),
    );
  return filters;
}

function wantedFilter(kind: "rows" | "columns", text: string, configuration: AssetFilterConfiguration): Wanted {
  const hash = createHash("sha256").update(canonicalJson(configuration)).digest("hex").slice(0, 16);
  // The service takes 2048 characters.
  return { name: decisionFilterName(kind, hash), description: text.slice(0, 2048), configuration };
}

async function filtersOf({ client, domainId }: DomainAccess, assetIdentifier: string): Promise<AssetFilterSummary[]> {
  return allPages(
    (nextToken) => client.send(new ListAssetFiltersCommand({ domainIdentifier: domainId, assetIdentifier, nextToken })),
    ({ items }) => items,
  );
}

async function create(
  { client, domainId }: DomainAccess,
  assetIdentifier: string,
  filter: Wanted,
): Promise<AssetFilterSummary> {
  return client.send(
    new CreateAssetFilterCommand({
      domainIdentifier: domainId,
      assetIdentifier,
      ...filter,
      // Two at once make one filter.
      clientToken: `${assetIdentifier}-${filter.name}`,
    }),
  );
}
