import type { SearchCommandInput, SearchListingsCommandInput } from "@aws-sdk/client-datazone";
import { type Call, operation, type Operations } from "../../../service";
import { domainOf } from "../access";
import { type Found, one, pageOf } from "../found";
import { type Domain, epoch } from "../model";
import { callerAsMember, sameMember } from "../principals";
import { assetFacts, formOutput } from "./assets";
import { formsOfListing, type Listed, listingsOf } from "./listings";
import { assetsOf, revisionOf } from "./model";
import type { InventoryAsset } from "./shapes";

/** Attribute under which an asset's terms are searched. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_Search.html */
const TERMS = "__DataZoneGlossaryTerms";

/** Attributes of an asset that filters ask for. */
function attributesOf(asset: InventoryAsset, wanted?: string): Found["attributes"] {
  const { name, description, glossaryTerms } = revisionOf(asset, wanted);
  return {
    name: [name],
    description: one(description),
    owningProjectId: [asset.projectId],
    typeIdentifier: [asset.typeIdentifier],
    externalIdentifier: one(asset.externalIdentifier),
    [TERMS]: [...glossaryTerms, ...(asset.governedGlossaryTerms ?? [])],
  };
}

/** Assets of the projects that the caller is a member of, as a search of the inventory finds them. */
export function foundAssets(domain: Domain, input: SearchCommandInput, call: Call): Found[] {
  const caller = callerAsMember(domain, call);
  const forms = input.additionalAttributes?.includes("FORMS") === true;
  return Object.values(assetsOf(domain, call))
    .filter(({ projectId }) => domain.projects[projectId].memberships.some(({ member }) => sameMember(member, caller)))
    .map((asset) => ({
      item: {
        assetItem: {
          ...assetFacts(domain, asset),
          identifier: asset.id,
          additionalAttributes: forms ? { formsOutput: revisionOf(asset).forms.map(formOutput) } : undefined,
        },
      },
      attributes: attributesOf(asset),
    }));
}

function foundListing(found: Listed, forms: boolean): Found {
  const { asset, listing } = found;
  const { name, description, createdAt } = revisionOf(asset, listing.assetRevision);
  const assetListing = {
    listingId: listing.id,
    listingRevision: String(listing.revision),
    name,
    description,
    entityId: asset.id,
    entityRevision: listing.assetRevision,
    entityType: asset.typeIdentifier,
    createdAt: epoch(createdAt),
    listingCreatedBy: listing.createdBy,
    listingUpdatedBy: listing.updatedBy,
    owningProjectId: asset.projectId,
    additionalAttributes: forms ? { forms: formsOfListing(found) } : undefined,
  };
  return { item: { assetListing }, attributes: attributesOf(asset, listing.assetRevision) };
}

/** The search of what is published; `foundAssets` is a part of the search of what a domain holds. */
export const LISTING_SEARCH_OPERATIONS: Operations = {
  SearchListings: operation((input: SearchListingsCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    const forms = input.additionalAttributes?.includes("FORMS") === true;
    const active = listingsOf(domain, call).filter(({ listing }) => listing.status === "ACTIVE");
    return pageOf(
      active.map((listed) => foundListing(listed, forms)),
      input,
      call,
    );
  }),
};
