/** A person, a group or a program as people read it. */
export interface PersonWords {
  readonly name: string;
  /** The whole name, where the other one is a part of it. @default - the name is all there is */
  readonly whole?: string;
}

const SESSION = /^arn:[^:]*:sts::(\d{12}):assumed-role\/([^/]+)\/([^/]+)$/;
const PRINCIPAL = /^arn:[^:]*:iam::(\d{12}):(role|user|group)\/(?:[^/]+\/)*([^/]+)$/;

/**
 * Name that people read of somebody whom the domain knows by an ARN: of a session the name of the session, which says who it is; of a role
 * or user its last name. Any other name is as it is.
 */
export function personWords(name: string): PersonWords {
  const session = SESSION.exec(name);
  if (session !== null) return { name: session[3], whole: name };
  const principal = PRINCIPAL.exec(name);
  return principal === null ? { name } : { name: principal[3], whole: name };
}
