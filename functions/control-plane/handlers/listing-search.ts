import { SearchListingsCommand } from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Clients } from "../clients";
import { TERMS } from "./catalog-search";

/** Names of what is published with a term. Everybody of the domain finds it, whoever is a member of the project that owns it. */
export async function publishedWith(clients: Clients, domainId: string, termId: string): Promise<string[]> {
  const filters = { filter: { attribute: TERMS, value: termId } };
  const items = await allPages(
    (nextToken) =>
      clients.datazone().send(new SearchListingsCommand({ domainIdentifier: domainId, filters, nextToken })),
    (page) => page.items,
  );
  return items.flatMap(({ assetListing, dataProductListing }) => assetListing?.name ?? dataProductListing?.name ?? []);
}
