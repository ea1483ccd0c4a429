import type { Caller } from "./caller";

/** User profiles of the domain. */
export interface Directory {
  /** Id of the profile with exactly that user name of Identity Center or ARN of IAM; nothing where there is none, or several. */
  profileOf(name: string): Promise<string | undefined>;
  /** Name of a profile for people; nothing where it is not known. */
  nameOf(profileId: string): Promise<string | undefined>;
}

/**
 * The caller with the id by which the service knows it.
 *
 * "Nobody decides on a request of their own" compares it with who made a request. Where it cannot be established, it is left out,
 * and the caller decides nothing.
 */
export async function withProfile(caller: Caller, directory: Directory): Promise<Caller> {
  if (caller.name === undefined) return caller;
  const profileId = await directory.profileOf(caller.name);
  return profileId === undefined ? caller : { ...caller, profileId };
}
