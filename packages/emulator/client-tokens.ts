/** Something that a call with a client token has made. */
interface Tokened {
  readonly clientToken?: string;
}

/** Object that an earlier call with this client token has made: a repeated call makes nothing again, and is answered with that. */
export function madeBefore<T extends Tokened>(
  made: Readonly<Record<string, T>> | readonly T[],
  clientToken: string | undefined,
): T | undefined {
  if (clientToken === undefined) return undefined;
  return Object.values<T>(made).find((candidate) => candidate.clientToken === clientToken);
}
