import { type DataZoneClient, GetListingCommand, SearchListingsCommand } from "@aws-sdk/client-datazone";
import type { FoundListing, ListedAsset, Listings } from "../services";
import { orUnknown } from "./unknown";

/** Assets that are published in a DataZone domain. */
export class DataZoneListings implements Listings {
  public constructor(
    private readonly client: DataZoneClient,
    private readonly domainId: string,
  ) {}

  public async search({ text, limit, token }: Parameters<Listings["search"]>[0]): ReturnType<Listings["search"]> {
    const { items = [], nextToken } = await this.client.send(
      new SearchListingsCommand({
        domainIdentifier: this.domainId,
        searchText: text,
        maxResults: Math.min(limit, 50), // the service's largest page
        nextToken: token,
      }),
    );
    const found = items.flatMap(({ assetListing }): FoundListing[] =>
      assetListing === undefined
        ? []
        : [
            {
              listingId: assetListing.listingId ?? "",
              assetId: assetListing.entityId ?? "",
              name: assetListing.name ?? "",
              description: assetListing.description ?? "",
              type: assetListing.entityType ?? "",
              projectId: assetListing.owningProjectId ?? "",
            },
          ],
    );
    return { found, token: nextToken === "" ? undefined : nextToken };
  }

  public async listing(identifier: string): Promise<ListedAsset | undefined> {
    const listing = await orUnknown(() =>
      this.client.send(new GetListingCommand({ domainIdentifier: this.domainId, identifier })),
    );
    const asset = listing?.item?.assetListing;
    if (listing === undefined || asset === undefined || listing.status !== "ACTIVE") return undefined;
    return {
      listingId: listing.id ?? identifier,
      assetId: asset.assetId ?? "",
      name: listing.name ?? "",
      description: listing.description ?? "",
      type: asset.assetType ?? "",
      projectId: asset.owningProjectId ?? "",
      columns: columnsIn(asset.forms),
    };
  }
}

interface Form {
  readonly columns?: readonly { readonly columnName?: string }[];
}

/** Columns that a form of a listing names; its forms are one JSON text, by their names. */
function columnsIn(forms: string | undefined): string[] | undefined {
  const contents = Object.values(JSON.parse(forms || "{}") as Readonly<Record<string, Form | null>>);
  const columns = contents.find((form) => Array.isArray(form?.columns))?.columns;
  return columns?.map(({ columnName = "" }) => columnName);
}
