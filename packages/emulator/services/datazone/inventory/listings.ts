import type { CreateListingChangeSetCommandInput, GetListingCommandInput } from "@aws-sdk/client-datazone";
import { notFound, validationError } from "../../../errors";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import { announce } from "../events";
import { type Domain, epoch, now } from "../model";
import { callerAsUser } from "../principals";
import { assetOf, assetsOf, publish, revisionOf } from "./model";
import type { InventoryAsset, Listing } from "./shapes";

/** An asset with its listing. */
export interface Listed {
  readonly asset: InventoryAsset;
  readonly listing: Listing;
}

/** Listings of a domain, which everybody of the domain sees. */
export function listingsOf(domain: Domain, call: Call): Listed[] {
  return Object.values(assetsOf(domain, call)).flatMap((asset) =>
    asset.listing === undefined ? [] : [{ asset, listing: asset.listing }],
  );
}

/** Forms of a listing: one JSON text, by the names of the forms. */
export function formsOfListing({ asset, listing }: Listed): string {
  const { forms } = revisionOf(asset, listing.assetRevision);
  const contents = forms.map(({ formName, content = "{}" }) => [formName, JSON.parse(content) as unknown]);
  return JSON.stringify(Object.fromEntries(contents));
}

function changeListing(input: CreateListingChangeSetCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  if (input.entityType !== "ASSET") throw validationError(`the emulator lists assets only, no ${input.entityType}`);
  const asset = assetOf(domain, input.entityIdentifier, call);
  if (input.action === "PUBLISH") return changed(publish(domain, asset, revisionOf(asset, input.entityRevision), call));
  const { listing } = asset;
  if (listing === undefined) throw validationError(`Asset ${asset.id} is not published`);
  if (listing.status === "ACTIVE")
    announce(domain, { type: "Asset Unpublished", id: asset.id, projectId: asset.projectId }, call);
  listing.status = "INACTIVE";
  listing.updatedAt = now();
  listing.updatedBy = callerAsUser(domain, call);
  return changed(listing);
}

const changed = ({ id, revision, status }: Listing) => ({ listingId: id, listingRevision: String(revision), status });

function getListing(input: GetListingCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const found = listingsOf(domain, call).find(({ listing }) => listing.id === input.identifier);
  if (found === undefined) throw notFound(`Listing ${input.identifier} does not exist`);
  const { asset, listing } = found;
  const revision = revisionOf(asset, listing.assetRevision);
  return {
    domainId: domain.id,
    id: listing.id,
    listingRevision: String(listing.revision),
    createdAt: epoch(listing.createdAt),
    createdBy: listing.createdBy,
    updatedAt: epoch(listing.updatedAt),
    updatedBy: listing.updatedBy,
    // The service's shape takes 64 characters where an asset's name may have 256.
    name: revision.name.slice(0, 64),
    description: revision.description,
    status: listing.status,
    item: {
      assetListing: {
        assetId: asset.id,
        assetRevision: listing.assetRevision,
        assetType: asset.typeIdentifier,
        createdAt: epoch(revision.createdAt),
        forms: formsOfListing(found),
        owningProjectId: asset.projectId,
      },
    },
  };
}

/** Operations on listings. */
export const LISTING_OPERATIONS: Operations = {
  CreateListingChangeSet: operation(changeListing),
  GetListing: operation(getListing),
};
