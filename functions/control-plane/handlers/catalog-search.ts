import {
  type AssetItem,
  type FilterClause,
  type GlossaryItem,
  type InventorySearchScope,
  SearchCommand,
  type SearchInventoryResultItem,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Clients } from "../clients";

/** A term, by what a search tells of it. */
export interface TermItem {
  readonly id: string;
  readonly name: string;
}

/** The glossaries of a project. The service has no list of glossaries, only a search. */
export async function glossariesOf(clients: Clients, domainId: string, projectId: string): Promise<GlossaryItem[]> {
  const items = await searched(clients, domainId, "GLOSSARY", { owningProjectIdentifier: projectId });
  return items.flatMap(({ glossaryItem }) => glossaryItem ?? []);
}

/** The terms of a glossary. */
export async function termsOf(clients: Clients, domainId: string, glossaryId: string): Promise<TermItem[]> {
  const items = await searched(clients, domainId, "GLOSSARY_TERM", {});
  return items.flatMap(({ glossaryTermItem: term }) =>
    term?.glossaryId === glossaryId ? { id: term.id ?? "", name: term.name ?? "" } : [],
  );
}

/** Attribute by which assets and listings are searched for their terms. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_Search.html */
export const TERMS = "__DataZoneGlossaryTerms";
/** Largest number of clauses in one filter. */
const CLAUSES = 100;

/** The assets that have one of these terms. */
export async function assetsWith(
  clients: Clients,
  domainId: string,
  termIds: readonly string[],
): Promise<readonly AssetItem[]> {
  const found: AssetItem[] = [];
  for (let from = 0; from < termIds.length; from += CLAUSES) {
    const some = termIds.slice(from, from + CLAUSES);
    const filters: FilterClause = { or: some.map((value) => ({ filter: { attribute: TERMS, value } })) };
    const items = await searched(clients, domainId, "ASSET", { filters });
    found.push(...items.flatMap(({ assetItem }) => assetItem ?? []));
  }
  return found;
}

/** The assets of a project. */
export async function assetsIn(clients: Clients, domainId: string, projectId: string): Promise<AssetItem[]> {
  const items = await searched(clients, domainId, "ASSET", { owningProjectIdentifier: projectId });
  return items.flatMap(({ assetItem }) => assetItem ?? []);
}

function searched(
  clients: Clients,
  domainIdentifier: string,
  searchScope: InventorySearchScope,
  narrowed: { readonly owningProjectIdentifier?: string; readonly filters?: FilterClause },
): Promise<SearchInventoryResultItem[]> {
  return allPages(
    (nextToken) =>
      clients.datazone().send(new SearchCommand({ domainIdentifier, searchScope, ...narrowed, nextToken })),
    (page) => page.items,
  );
}
