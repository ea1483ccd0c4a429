import type { Stage } from "../../configuration";

/** Regions that the configuration uses: who uses one that is not enabled from the start has enabled it before. */
export function usedRegions(stages: readonly Stage[]): string[] {
  const regions = stages.flatMap(({ domain, accounts, environment: { state } }) => [
    domain.region,
    ...(state.backend === "s3" && state.region !== undefined ? [state.region] : []),
    ...Object.values(accounts).flatMap((account) => Object.keys(account.regions)),
  ]);
  return [...new Set(regions)].sort();
}

/** Ids of accounts outside the organization, as its configuration says: to them the emulator sends invitations. */
export function invitedAccounts(stages: readonly Stage[]): string[] {
  const invited = stages.flatMap(({ accounts }) => Object.values(accounts)).filter((account) => account.invited);
  return [...new Set(invited.map(({ id }) => id))].sort();
}
