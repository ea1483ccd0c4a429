import { messageOf, RunnerError } from "../errors";

/** A role that a stack's provider or backend assumes. */
export interface AssumedRole {
  readonly region: string;
  /** @default - the caller's own identity */
  readonly roleArn?: string;
  readonly externalId?: string;
}

/**
 * Settings of an SDK client that works as `role`: what terraform does with `assume_role`. Honours `AWS_ENDPOINT_URL` and
 * its STS form.
 *
 * @throws RunnerError where the role cannot be assumed
 */
export async function credentialsOf(role: AssumedRole, environment: NodeJS.ProcessEnv, sessionName: string) {
  const base = callerCredentials(environment);
  if (role.roleArn === undefined) return base;
  const { AssumeRoleCommand, STSClient } = await import("@aws-sdk/client-sts"); // planning does not need it
  const endpoint = environment.AWS_ENDPOINT_URL_STS || environment.AWS_ENDPOINT_URL;
  const sts = new STSClient({ region: role.region, ...(endpoint ? { endpoint } : {}), ...base });
  try {
    const { Credentials: assumed } = await sts.send(
      new AssumeRoleCommand({ RoleArn: role.roleArn, RoleSessionName: sessionName, ExternalId: role.externalId }),
    );
    return {
      credentials: {
        accessKeyId: assumed?.AccessKeyId ?? "",
        secretAccessKey: assumed?.SecretAccessKey ?? "",
        sessionToken: assumed?.SessionToken,
      },
    };
  } catch (error) {
    throw new RunnerError(`role ${role.roleArn} cannot be assumed: ${messageOf(error)}`, undefined, { cause: error });
  } finally {
    sts.destroy();
  }
}

/** Keys of `environment`; without them the SDK's default chain (profile, SSO, instance role) of this process. */
function callerCredentials(environment: NodeJS.ProcessEnv) {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  return accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey, sessionToken } } : {};
}
