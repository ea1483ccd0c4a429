import { type AssetTypeItem, SearchTypesCommand, type SearchTypesResultItem } from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Clients } from "../clients";

/** The asset types of the domain that are not the service's own. */
export async function ownAssetTypes(clients: Clients, domainId: string): Promise<AssetTypeItem[]> {
  const items = await ownTypes(clients, domainId, "ASSET_TYPE");
  return items.flatMap(({ assetTypeItem }) => assetTypeItem ?? []);
}

/** Tells whether the domain has a form of this very name that is not the service's own. */
export async function hasForm(clients: Clients, domainId: string, name: string): Promise<boolean> {
  const items = await ownTypes(clients, domainId, "FORM_TYPE");
  return items.some(({ formTypeItem }) => formTypeItem?.name === name);
}

function ownTypes(
  clients: Clients,
  domainIdentifier: string,
  searchScope: "FORM_TYPE" | "ASSET_TYPE",
): Promise<SearchTypesResultItem[]> {
  return allPages(
    (nextToken) =>
      clients.datazone().send(new SearchTypesCommand({ domainIdentifier, searchScope, managed: false, nextToken })),
    (page) => page.items,
  );
}
