import { createHash } from "node:crypto";

/** Account and ARN of a caller. */
export interface CallerIdentity {
  readonly account: string;
  /** The caller as STS names it: an assumed-role, user or root ARN. */
  readonly arn: string;
}

/** Finds out who an access key belongs to. */
export type IdentityResolver = (accessKeyId: string) => CallerIdentity | Promise<CallerIdentity>;

/** Contents of the Authorization header of a SigV4 request. Signatures are not verified, moto does not either. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

const CREDENTIAL = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/;

/** Reads the scope; undefined where there is no SigV4 signature. */
export function parseCredentialScope(authorization: string | undefined): CredentialScope | undefined {
  const match = CREDENTIAL.exec(authorization ?? "");
  return match ? { accessKeyId: match[1], region: match[2], service: match[3] } : undefined;
}

const ENCODED = /^EMULATOR-(\d{12})-([^~]+)/;

/** Credentials that say who they are, for tests that run without moto; `session` tells apart keys of one role. */
export function emulatorCredentials(account: string, roleName = "Admin", session?: string) {
  const accessKeyId = `EMULATOR-${account}-${roleName}${session === undefined ? "" : `~${session}`}`;
  return { accessKeyId, secretAccessKey: "emulator", sessionToken: "emulator" };
}

/** Name in an access key that stands for no role, but for the root user of the account. */
const ROOT = "root";

/**
 * Credentials of the root user of an account, with moto behind the emulator or without: who has made the account, and makes
 * the first roles and users in it. Policies of its organization limit it, as at AWS; it cannot assume roles.
 */
export function rootCredentials(account: string) {
  return emulatorCredentials(account, ROOT);
}

/** The root user that an access key of {@link rootCredentials} stands for. */
function rootIdentity(accessKeyId: string): CallerIdentity | undefined {
  const match = ENCODED.exec(accessKeyId);
  return match?.[2] === ROOT ? { account: match[1], arn: `arn:aws:iam::${match[1]}:root` } : undefined;
}

/** Tells whether a caller is the root user of an account. */
export const isRoot = (callerArn: string): boolean => /^arn:[^:]+:iam::\d{12}:root$/.test(callerArn);

/** Reads the identity out of `emulatorCredentials`. */
export const encodedIdentity: IdentityResolver = (accessKeyId) => {
  const match = ENCODED.exec(accessKeyId);
  if (!match) return { account: "000000000000", arn: "arn:aws:iam::000000000000:user/unknown" };
  return (
    rootIdentity(accessKeyId) ?? {
      account: match[1],
      arn: `arn:aws:sts::${match[1]}:assumed-role/${match[2]}/emulator`,
    }
  );
};

/** An Authorization header for a request that nobody verifies, made in the name of an access key. */
export const unverifiedAuthorization = (accessKeyId: string, region: string, service: string) =>
  `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=${createHash("sha256").update(accessKeyId).digest("hex")}`;

/** Sender of forms to moto in the name of an access key. */
interface StsCaller {
  form(accessKeyId: string, region: string, service: string, form: Record<string, string>): Promise<string>;
}

/** Asks moto's STS who the access key belongs to; answers are cached, since a key never changes hands. */
export function motoIdentity(moto: StsCaller): IdentityResolver {
  const known = new Map<string, Promise<CallerIdentity>>();
  return (accessKeyId) => {
    const root = rootIdentity(accessKeyId);
    if (root) return root;
    let identity = known.get(accessKeyId);
    if (!identity) {
      identity = askSts(moto, accessKeyId);
      known.set(accessKeyId, identity);
      identity.catch(() => known.delete(accessKeyId));
    }
    return identity;
  };
}

async function askSts(moto: StsCaller, accessKeyId: string): Promise<CallerIdentity> {
  const form = { Action: "GetCallerIdentity", Version: "2011-06-15" };
  const text = await moto.form(accessKeyId, "us-east-1", "sts", form);
  const arn = /<Arn>([^<]+)<\/Arn>/.exec(text)?.[1];
  const account = /<Account>(\d{12})<\/Account>/.exec(text)?.[1];
  if (!arn || !account) throw new Error(`moto did not say who ${accessKeyId} is: ${text}`);
  return { arn, account };
}

/** `arn:aws:sts::1:assumed-role/Name/session` -> `arn:aws:iam::1:role/Name`; other ARNs stay as they are. The
 * role's path is not part of an assumed-role ARN, so role ARNs are compared by name (see `sameRole`). */
export function roleArnOf(callerArn: string): string {
  const match = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(callerArn);
  return match ? `arn:${match[1]}:iam::${match[2]}:role/${match[3]}` : callerArn;
}

/** Tells whether two role ARNs name the same role, paths aside (role names are unique in an account whatever the path). */
export function sameRole(a: string, b: string): boolean {
  const identity = (arn: string) => {
    const match = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(roleArnOf(arn));
    return match ? `${match[1]}/${match[2]}` : arn;
  };
  return identity(a) === identity(b);
}
