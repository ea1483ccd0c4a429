import type { ResolvedAiops } from "../../configuration/model";

/**
 * Ids of the accounts that link to the hub's sink: those of use cases in its Region, since a sink is seen from its own Region only, and no
 * account links to itself.
 */
export function linkedAccounts(
  { useCases }: Pick<ResolvedAiops, "useCases">,
  { region, hubAccount }: { readonly region: string; readonly hubAccount: string },
): string[] {
  const places = Object.values(useCases).flatMap(({ build, stages }) => [build, ...stages]);
  const ids = places.filter((place) => place.region === region).map(({ account }) => account.id);
  return [...new Set(ids)].filter((id) => id !== hubAccount).sort();
}
