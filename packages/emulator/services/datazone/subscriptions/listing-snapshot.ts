import type { Call } from "../../../service";
import type { ListingSnapshot } from "../data-access/shapes";
import { formsOfListing, type Listed, listingsOf } from "../inventory/listings";
import { revisionOf } from "../inventory/model";
import type { Domain } from "../model";

/** A listing of the domain by its id. */
export const listedAs = (domain: Domain, id: string | undefined, call: Call): Listed | undefined =>
  listingsOf(domain, call).find(({ listing }) => listing.id === id);

/** A listing as it is now. */
export function snapshotOf(found: Listed): ListingSnapshot {
  const { asset, listing } = found;
  const { name, description = "" } = revisionOf(asset, listing.assetRevision);
  return {
    id: listing.id,
    revision: String(listing.revision),
    // The service's shape takes 64 characters where an asset's name may have 256.
    name: name.slice(0, 64),
    description,
    assetId: asset.id,
    assetRevision: listing.assetRevision,
    assetType: asset.typeIdentifier,
    forms: formsOfListing(found),
    ownerProjectId: asset.projectId,
  };
}
