import type { AcceptedAssetScope, AssetPermission } from "@aws-sdk/client-datazone";
import { quotaExceeded, validationError } from "../../../errors";
import type { Call } from "../../../service";
import { accessOf } from "../data-access/model";
import type { Access, ListingSnapshot } from "../data-access/shapes";
import { filterStatus } from "../filters/filter-status";
import { assetsOf } from "../inventory/model";
import type { Domain } from "../model";

/** 5 filters per subscription. @see https://docs.aws.amazon.com/datazone/latest/userguide/quotas.html */
const MAX_FILTERS = 5;
const S3_ASSETS = "amazon.datazone.S3ObjectCollectionAssetType";

/** Members of a request, or of the decision on it, that say which access is meant. */
interface AccessInput {
  readonly assetScopes?: readonly AcceptedAssetScope[];
  readonly assetPermissions?: readonly AssetPermission[];
}

/**
 * The access that is meant: all of the asset where no scopes are given.
 *
 * @throws ServiceError for another asset, for filters that are not its own or not VALID, and for too many of them
 */
export function accessMeant(domain: Domain, listing: ListingSnapshot, input: AccessInput, call: Call): Access {
  const { assetScopes = [], assetPermissions = [] } = input;
  for (const { assetId } of [...assetScopes, ...assetPermissions])
    if (assetId !== listing.assetId) throw validationError(`Asset ${assetId} is not part of listing ${listing.id}`);
  return {
    ...(assetScopes.length > 0 && { filterIds: filtersOf(domain, listing, assetScopes, call) }),
    ...(assetPermissions.length > 0 && { s3: permissionsOf(listing, assetPermissions) }),
  };
}

function filtersOf(
  domain: Domain,
  { assetId }: ListingSnapshot,
  scopes: readonly AcceptedAssetScope[],
  call: Call,
): string[] {
  const ids = [...new Set(scopes.flatMap(({ filterIds = [] }) => filterIds))];
  if (ids.length === 0) throw validationError(`The scope of asset ${assetId} names no filter`);
  if (ids.length > MAX_FILTERS) throw quotaExceeded(`A subscription has at most ${MAX_FILTERS} filters`);
  const { filters } = accessOf(domain, call);
  const asset = assetsOf(domain, call)[assetId];
  for (const id of ids) {
    const filter = filters[id] as (typeof filters)[string] | undefined;
    if (filter?.assetId !== assetId) throw validationError(`Asset ${assetId} has no filter ${id}`);
    if (filterStatus(asset, filter).status !== "VALID") throw validationError(`Filter ${id} is not VALID`);
  }
  return ids;
}

function permissionsOf({ assetType, assetId }: ListingSnapshot, given: readonly AssetPermission[]) {
  if (assetType !== S3_ASSETS)
    throw validationError(`Asset ${assetId} of type ${assetType} takes no permissions of S3`);
  return [...new Set(given.flatMap(({ permissions }) => permissions?.s3 ?? []))];
}
