import { AssumeRoleWithWebIdentityCommand } from "@aws-sdk/client-sts";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { unsignedStsClient } from "../../aws/clients/sts";
import { RunnerError } from "../../runner";
import { describeClaims, identityToken } from "./identity-token";

/** Credentials that a job asks for. */
export interface CredentialsRequest {
  readonly roleArn: string;
  /** File that they go into. */
  readonly file: string;
  /** Region whose STS is asked. */
  readonly region: string;
  readonly seconds: number;
  /** Variables of the job: its identity. */
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Writes short-lived AWS credentials for this job, from its identity, and answers with their end. The same on GitHub, GitHub
 * Enterprise Server and GitLab, without anybody's action and without a stored key.
 *
 * They go into a file, readable by nobody else, where Terraform and all AWS clients look (`AWS_SHARED_CREDENTIALS_FILE`). The
 * identity token itself would not do: it ends after minutes, and every terraform process would exchange it anew.
 *
 * @throws RunnerError where the job has no identity, or AWS refuses the role to it
 */
export async function writeCredentials(request: CredentialsRequest): Promise<Date | undefined> {
  const { roleArn, file, region, seconds, environment } = request;
  const token = await identityToken(environment);
  const sts = unsignedStsClient(region, environment);
  const assume = new AssumeRoleWithWebIdentityCommand({
    RoleArn: roleArn,
    RoleSessionName: sessionName(environment),
    WebIdentityToken: token,
    DurationSeconds: seconds,
  });
  const answer = await sts.send(assume).catch((error: Error) => {
    const said = `AWS refused ${roleArn} to this job: ${error.name}: ${error.message}`;
    throw new RunnerError(said, describeClaims(token), { cause: error });
  });
  const { AccessKeyId: id, SecretAccessKey: secret, SessionToken: session, Expiration: end } = answer.Credentials ?? {};
  if (!id || !secret || !session) throw new RunnerError(`AWS answered without credentials for ${roleArn}`);
  mkdirSync(dirname(file), { recursive: true });
  const lines = [
    "[default]",
    `aws_access_key_id=${id}`,
    `aws_secret_access_key=${secret}`,
    `aws_session_token=${session}`,
  ];
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  chmodSync(file, 0o600); // the mode above is for new files only
  return end;
}

/** Name of the caller in CloudTrail: the run of GitHub or the job of GitLab. */
function sessionName({ GITHUB_RUN_ID: run, CI_JOB_ID: job }: NodeJS.ProcessEnv): string {
  return `smus-ci-${run ?? job ?? "unknown"}`;
}
