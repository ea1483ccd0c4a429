import type {
  AssetFilterConfiguration,
  CreateAssetFilterCommandInput,
  DeleteAssetFilterCommandInput,
  GetAssetFilterCommandInput,
  ListAssetFiltersCommandInput,
  UpdateAssetFilterCommandInput,
} from "@aws-sdk/client-datazone";
import { madeBefore } from "../../../client-tokens";
import { conflict, notFound, quotaExceeded, validationError } from "../../../errors";
import { newId } from "../../../identifiers";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, checkName, domainOf } from "../access";
import { columnsOf } from "../inventory/columns";
import { assetOf } from "../inventory/model";
import type { InventoryAsset } from "../inventory/shapes";
import { type Domain, epoch, now } from "../model";
import { having } from "../data-access/having";
import { accessOf } from "../data-access/model";
import { requireActor } from "../data-access/parties";
import type { AssetFilter } from "../data-access/shapes";
import { columnsMissing, columnsNamed, filterStatus, missingText } from "./filter-status";

/** 100 filters per asset. @see https://docs.aws.amazon.com/datazone/latest/userguide/quotas.html */
const MAX_FILTERS = 100;
const PAGE = 50;

function summary(domain: Domain, asset: InventoryAsset, filter: AssetFilter) {
  const { status, errorMessage, effectiveColumnNames, effectiveRowFilter } = filterStatus(asset, filter);
  return {
    id: filter.id,
    domainId: domain.id,
    assetId: asset.id,
    name: filter.name,
    description: filter.description,
    status,
    effectiveColumnNames,
    effectiveRowFilter,
    createdAt: epoch(filter.createdAt),
    errorMessage,
  };
}

const describe = (domain: Domain, asset: InventoryAsset, filter: AssetFilter) => ({
  ...summary(domain, asset, filter),
  configuration: filter.configuration,
});

/** Filters of an asset, the oldest first. */
const filtersOf = (domain: Domain, asset: InventoryAsset, call: Call): AssetFilter[] => [
  ...having(accessOf(domain, call).filters, "asset", ({ assetId }) => assetId, asset.id),
];

function filterOf(domain: Domain, asset: InventoryAsset, id: string | undefined, call: Call): AssetFilter {
  const found = filtersOf(domain, asset, call).find((filter) => filter.id === id);
  if (found === undefined) throw notFound(`Asset filter ${id} does not exist`);
  return found;
}

/** A filter is of rows or of columns, and names columns that the asset has. */
function checkConfiguration(asset: InventoryAsset, configuration: AssetFilterConfiguration = {} as never): void {
  const { columnConfiguration, rowConfiguration } = configuration;
  if ((columnConfiguration === undefined) === (rowConfiguration === undefined))
    throw validationError("A filter has either a columnConfiguration or a rowConfiguration");
  const columns = columnsOf(asset);
  if (columns === undefined) throw validationError(`Asset ${asset.id} has no columns to filter`);
  if (columnsNamed(configuration).length === 0) throw validationError("A filter names one column at least");
  const missing = columnsMissing(configuration, columns);
  if (missing.length > 0) throw validationError(missingText(asset, missing));
}

function checkUnique(filters: readonly AssetFilter[], name: string, self?: string): void {
  if (filters.some((filter) => filter.name === name && filter.id !== self))
    throw conflict(`A filter named ${name} already exists`);
}

/** An asset that the caller may filter. */
function filteredAsset(domain: Domain, id: string | undefined, call: Call): InventoryAsset {
  const asset = assetOf(domain, id, call);
  requireActor(domain, asset.projectId, call);
  return asset;
}

function createFilter(input: CreateAssetFilterCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const asset = filteredAsset(domain, input.assetIdentifier, call);
  const own = filtersOf(domain, asset, call);
  const earlier = madeBefore(own, input.clientToken);
  if (earlier) return describe(domain, asset, earlier);
  const name = checkName("Filter", input.name, 64);
  checkConfiguration(asset, input.configuration);
  checkUnique(own, name);
  if (own.length >= MAX_FILTERS) throw quotaExceeded(`An asset has at most ${MAX_FILTERS} filters`);
  const filter: AssetFilter = {
    id: newId(),
    projectId: asset.projectId,
    assetId: asset.id,
    name,
    description: input.description,
    configuration: input.configuration!,
    clientToken: input.clientToken,
    createdAt: now(),
  };
  accessOf(domain, call).filters[filter.id] = filter;
  return describe(domain, asset, filter);
}

/** Changes what is sent. */
function updateFilter(input: UpdateAssetFilterCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const asset = filteredAsset(domain, input.assetIdentifier, call);
  const filter = filterOf(domain, asset, input.identifier, call);
  if (input.configuration !== undefined) checkConfiguration(asset, input.configuration);
  if (input.name !== undefined)
    checkUnique(filtersOf(domain, asset, call), checkName("Filter", input.name, 64), filter.id);
  for (const member of ["name", "description", "configuration"] as const)
    if (input[member] !== undefined) Object.assign(filter, { [member]: input[member] });
  return describe(domain, asset, filter);
}

function deleteFilter(input: DeleteAssetFilterCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const asset = filteredAsset(domain, input.assetIdentifier, call);
  const { id } = filterOf(domain, asset, input.identifier, call);
  const { filters, subscriptions } = accessOf(domain, call);
  const user = Object.values(subscriptions).find(
    ({ status, access }) => status === "APPROVED" && access.filterIds?.includes(id) === true,
  );
  if (user) throw conflict(`Asset filter ${id} is used by subscription ${user.id}`);
  Reflect.deleteProperty(filters, id);
  return {};
}

/** Operations on filters of assets. */
export const ASSET_FILTER_OPERATIONS: Operations = {
  CreateAssetFilter: operation(createFilter),
  GetAssetFilter: operation((input: GetAssetFilterCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    const asset = assetOf(domain, input.assetIdentifier, call);
    return describe(domain, asset, filterOf(domain, asset, input.identifier, call));
  }),
  ListAssetFilters: operation((input: ListAssetFiltersCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    const asset = assetOf(domain, input.assetIdentifier, call);
    const found = filtersOf(domain, asset, call)
      .map((filter) => summary(domain, asset, filter))
      .filter(({ status }) => (input.status ?? status) === status);
    return page(found, input, PAGE, call);
  }),
  UpdateAssetFilter: operation(updateFilter),
  DeleteAssetFilter: operation(deleteFilter),
};
