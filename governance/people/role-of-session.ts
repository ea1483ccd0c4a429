/**
 * ARN of the role of a session, without the role's path, which sessions do not tell; any other ARN as it is, but a role's without
 * its path. So both forms of one role are equal: names of roles are unique in an account whatever their paths are.
 */
export function roleOfSession(arn: string): string {
  const session = /^arn:([^:]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  if (session !== null) return `arn:${session[1]}:iam::${session[2]}:role/${session[3]}`;
  return arn.replace(/:role\/(?:[^/]+\/)*([^/]+)$/, ":role/$1");
}

/** Name of a session of a role; nothing where the ARN is of something else. */
export function sessionOf(arn: string): string | undefined {
  return /^arn:[^:]*:sts::\d{12}:assumed-role\/[^/]+\/([^/]+)$/.exec(arn)?.[1];
}
