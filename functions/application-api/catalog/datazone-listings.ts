import {
  type DataZoneClient,
  GetAssetCommand,
  GetListingCommand,
  SearchListingsCommand,
} from "@aws-sdk/client-datazone";
import { columnsInForms } from "../../../governance/assets";
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
    const forms = JSON.parse(asset.forms || "{}") as Readonly<Record<string, unknown>>;
    const termNames = [...(asset.glossaryTerms ?? []), ...(asset.governedGlossaryTerms ?? [])];
    return {
      listingId: listing.id ?? identifier,
      assetId: asset.assetId ?? "",
      name: listing.name ?? "",
      description: listing.description ?? "",
      type: asset.assetType ?? "",
      projectId: asset.owningProjectId ?? "",
      columns: columnsInForms(forms),
      forms: Object.keys(forms),
      terms: await this.termsOf(asset.assetId, asset.assetRevision),
      termNames: termNames.flatMap(({ name }) => name ?? []),
    };
  }

  /**
   * Ids of the terms of what is listed. A listing tells names only, which two glossaries may have in common; the asset tells ids, to
   * members of its project.
   */
  private async termsOf(identifier: string | undefined, revision: string | undefined): Promise<string[] | undefined> {
    const asset = await orUnknown(() =>
      this.client.send(new GetAssetCommand({ domainIdentifier: this.domainId, identifier, revision })),
    );
    return asset && [...(asset.glossaryTerms ?? []), ...(asset.governedGlossaryTerms ?? [])];
  }
}
