import type { FilterClause, SearchCommandInput, SearchListingsCommandInput } from "@aws-sdk/client-datazone";
import { validationError } from "../../../errors";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { domainOf } from "../access";
import { type Domain, epoch } from "../model";
import { callerAsMember, sameMember } from "../principals";
import { assetFacts, formOutput } from "./assets";
import { formsOfListing, type Listed, listingsOf } from "./listings";
import { assetsOf, revisionOf } from "./model";
import type { InventoryAsset } from "./shapes";

const PAGE = 50;

/** Something that is found, and the values that filters ask for. */
export interface Found {
  readonly item: object;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

const one = (value: string | undefined) => (value === undefined ? [] : [value]);

/** Attributes of an asset that filters ask for. */
function attributesOf(asset: InventoryAsset, wanted?: string): Found["attributes"] {
  const { name, description, glossaryTerms } = revisionOf(asset, wanted);
  return {
    name: [name],
    description: one(description),
    owningProjectId: [asset.projectId],
    typeIdentifier: [asset.typeIdentifier],
    externalIdentifier: one(asset.externalIdentifier),
    __DataZoneGlossaryTerms: glossaryTerms,
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

/** Tells whether something has what a filter asks for. */
function meets(found: Found, clause: FilterClause | undefined): boolean {
  if (clause === undefined) return true;
  if (clause.and) return clause.and.every((part) => meets(found, part));
  if (clause.or) return clause.or.some((part) => meets(found, part));
  const { attribute = "", value = "", operator = "EQ" } = clause.filter ?? {};
  if (operator !== "EQ") throw validationError(`the emulator filters by EQ only, not by ${operator}`);
  return found.attributes[attribute]?.includes(value) ?? false;
}

function hasText({ attributes }: Found, text: string | undefined): boolean {
  const searched = [...attributes.name, ...attributes.description].join(" ").toLowerCase();
  return text === undefined || searched.includes(text.toLowerCase());
}

function pageOf(all: readonly Found[], input: SearchCommandInput | SearchListingsCommandInput, call: Call) {
  const found = all.filter((candidate) => meets(candidate, input.filters) && hasText(candidate, input.searchText));
  const { items, nextToken } = page(found, input, PAGE, call);
  return { items: items.map(({ item }) => item), nextToken, totalMatchCount: found.length };
}

/** Searches of assets, in the inventory and in the catalog. */
export const ASSET_SEARCH_OPERATIONS: Operations = {
  Search: operation((input: SearchCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    if (input.searchScope !== "ASSET") throw validationError(`the emulator searches no ${input.searchScope}`);
    const owner = input.owningProjectIdentifier;
    const assets = foundAssets(domain, input, call);
    return pageOf(
      assets.filter(({ attributes }) => owner === undefined || attributes.owningProjectId.includes(owner)),
      input,
      call,
    );
  }),
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
