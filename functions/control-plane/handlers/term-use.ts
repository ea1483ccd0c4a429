import { ControlPlaneError } from "../errors";
import type { Scope } from "../engine/handler";
import { assetsWith, type TermItem } from "./catalog-search";

/** Refuses to take terms away that assets have, and names both. */
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
  if (uses.length === 0) return;
  const [{ term, asset }] = uses;
  const more = uses.length === 1 ? "" : ` (${uses.length} uses in all)`;
  throw new ControlPlaneError(
    "VOCABULARY_IN_USE",
    `asset "${asset}" has the term "${term}", which ${why}${more}; fix: take the term off the assets first, or keep it in the configuration`,
  );
}
