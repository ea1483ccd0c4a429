/** Rights that an organization gives to somebody, whatever project or request is concerned. */
export interface Standing {
  /** Keys of the units whose lead the caller is. */
  readonly leads: readonly string[];
  /** Keys of the units whose steward the caller is; a steward of a unit is one of the units below it, too. */
  readonly stewards: readonly string[];
  readonly governanceTeam: boolean;
  /** Reads everything, decides nothing. */
  readonly auditor: boolean;
}

/** Somebody who calls the application, and whose identity is proved. */
export interface Caller {
  /** Subject of the token, or ARN of the role: for logs and for what is kept for repeated requests. */
  readonly id: string;
  readonly kind: "person" | "machine";
  /** Name by which DataZone may know the caller: a user name of the directory, or an ARN; absent where the token has none. */
  readonly name?: string;
  readonly standing: Standing;
  /** Ids of the group profiles in DataZone that the caller's groups are. */
  readonly groupProfiles: readonly string[];
  /**
   * Id of the caller's user profile in DataZone, the service's own name for who makes a request; absent where it could not be
   * established. Nobody decides without one.
   */
  readonly profileId?: string;
}

/** Standing of one who has none. */
export const NO_STANDING: Standing = { leads: [], stewards: [], governanceTeam: false, auditor: false };

/** Everything that several groups give together. */
export function together(standings: readonly Standing[]): Standing {
  return {
    leads: [...new Set(standings.flatMap(({ leads }) => leads))],
    stewards: [...new Set(standings.flatMap(({ stewards }) => stewards))],
    governanceTeam: standings.some(({ governanceTeam }) => governanceTeam),
    auditor: standings.some(({ auditor }) => auditor),
  };
}

/** Somebody whom the application has to do with: it has a place in the domain, or in the organization's settings. */
export function isKnown({ profileId, standing }: Caller): boolean {
  const { leads, stewards, governanceTeam, auditor } = standing;
  return profileId !== undefined || governanceTeam || auditor || leads.length + stewards.length > 0;
}
