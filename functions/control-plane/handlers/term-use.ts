import { ControlPlaneError } from "../errors";
import type { Scope } from "../engine/handler";
import { assetsWith, type TermItem } from "./catalog-search";
import { publishedWith } from "./listing-search";

/**
 * Refuses to take terms away that assets have, and names both. Assets of projects that the function is no member of count where they
 * are published.
 */
export async function refuseUse(
  { clients }: Scope,
  { domainId }: { readonly domainId: string },
  terms: readonly TermItem[],
  why: string,
): Promise<void> {
  if (terms.length === 0) return;
  const assets = await assetsWith(
    clients,
    domainId,
    terms.map(({ id }) => id),
  );
  const uses = assets.flatMap(({ name, glossaryTerms = [], governedGlossaryTerms = [] }) => {
    const used = terms.filter(({ id }) => [...glossaryTerms, ...governedGlossaryTerms].includes(id));
    return used.map((term) => ({ term: term.name, asset: name ?? "" }));
  });
  if (uses.length === 0) uses.push(...(await publishedUses(clients, domainId, terms)));
  if (uses.length === 0) return;
  const [{ term, asset }] = uses;
  const more = uses.length === 1 ? "" : ` (${uses.length} uses in all)`;
  throw new ControlPlaneError(
    "VOCABULARY_IN_USE",
    `asset "${asset}" has the term "${term}", which ${why}${more}; fix: take the term off the assets first, or keep it in the configuration`,
  );
}

/** One term after the other: a listing shows terms by their names, which another glossary may have as well. */
async function publishedUses(
  clients: Scope["clients"],
  domainId: string,
  terms: readonly TermItem[],
): Promise<{ term: string; asset: string }[]> {
  const uses: { term: string; asset: string }[] = [];
  for (const { id, name } of terms)
    for (const asset of await publishedWith(clients, domainId, id)) uses.push({ term: name, asset });
  return uses;
}
