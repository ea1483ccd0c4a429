import { type ClientSettings, type Credentials, endpointOf } from "./client-settings";

/** A role that a stack's provider or backend assumes. */
export interface AssumedRole {
  readonly region: string;
  /** @default - the caller's own identity */
  readonly roleArn?: string;
  readonly externalId?: string;
}

/** A role that AWS does not let the caller assume, at first or when its credentials were to be renewed. */
export class AssumeRoleError extends Error {
  override readonly name = "AssumeRoleError";

  constructor(
    readonly roleArn: string,
    options: { readonly cause: unknown },
  ) {
    const { cause } = options;
    super(`role ${roleArn} cannot be assumed: ${cause instanceof Error ? cause.message : String(cause)}`, options);
  }
}

/** Settings for assuming a role. */
export interface RoleSession {
  readonly roleArn: string;
  readonly externalId?: string;
  /** Name of the caller in CloudTrail. */
  readonly sessionName: string;
  /** Settings of the STS client; their credentials are the caller's own. */
  readonly sts?: ClientSettings;
}

/**
 * Credentials of a role, for as long as the process runs: an SDK client asks again some minutes before they expire.
 *
 * STS gives them for an hour, whatever the role's own limit is, where a role assumes a role; a long run takes longer.
 * A client remembers what it got; clients that shall share one session share `client.config.credentials`.
 *
 * @throws AssumeRoleError from the call that needed them
 */
export function roleCredentials({ roleArn, externalId, sessionName, sts = {} }: RoleSession): Credentials {
  const { credentials: masterCredentials, ...clientConfig } = sts;
  let assume: ReturnType<typeof import("@aws-sdk/credential-providers").fromTemporaryCredentials> | undefined;
  return async (caller?: object) => {
    // Loaded when it is needed: planning does not, and it takes a quarter of a second.
    const { fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
    assume ??= fromTemporaryCredentials({
      params: { RoleArn: roleArn, RoleSessionName: sessionName, ExternalId: externalId },
      masterCredentials,
      clientConfig,
    });
    try {
      return await assume(caller);
    } catch (cause) {
      throw new AssumeRoleError(roleArn, { cause });
    }
  };
}

/**
 * Settings of an SDK client that works as `role`: what terraform does with `assume_role`. Honours `AWS_ENDPOINT_URL` and
 * its STS form. The credentials renew themselves; where the role cannot be assumed, the client's call says so.
 *
 * @param environment whose keys the caller has; without keys the SDK's default chain of this process is the caller
 */
export function credentialsOf(
  role: AssumedRole,
  environment: NodeJS.ProcessEnv,
  sessionName: string,
): { credentials?: Credentials } {
  const caller = callerCredentials(environment);
  const { region, roleArn, externalId } = role;
  if (roleArn === undefined) return caller;
  const sts = { region, ...endpointOf("STS", environment), ...caller };
  return { credentials: roleCredentials({ roleArn, externalId, sessionName, sts }) };
}

function callerCredentials(environment: NodeJS.ProcessEnv): { credentials?: Credentials } {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  return accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey, sessionToken } } : {};
}
