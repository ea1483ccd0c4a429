import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { RunnerError } from "../../runner";
import { parseOptions, parsePositive, type Command, type OptionSpec } from "../../runner/command-line";
import { identityToken } from "./identity-token";

const OPTIONS = {
  seconds: {
    type: "string",
    value: "n",
    help: "how long they are valid, 900 to 43200 (default: 3600, the role's own limit)",
  },
} as const satisfies Record<string, OptionSpec>;

/**
 * `npm run ci:credentials`: short-lived AWS credentials for this job, from its identity. The same on GitHub, GitHub Enterprise
 * Server and GitLab, without anybody's action and without a stored key.
 *
 * They go into the file `AWS_SHARED_CREDENTIALS_FILE`, readable by nobody else, where Terraform and all AWS clients look. The
 * identity token itself would not do: it ends after minutes, and every terraform process would exchange it anew.
 */
export const credentialsCommand: Command = {
  name: "ci:credentials",
  purpose:
    "Exchanges the job's identity token for credentials of SMUS_CI_ROLE_ARN, into AWS_SHARED_CREDENTIALS_FILE. Exit code: 0, 1.",
  options: OPTIONS,
  async run({ argv, environment, print }) {
    const seconds = parsePositive("seconds", parseOptions(OPTIONS, argv).seconds) ?? 3600;
    const roleArn = required(environment, "SMUS_CI_ROLE_ARN", "the role of the CI system (docs/pipelines.md)");
    const file = required(environment, "AWS_SHARED_CREDENTIALS_FILE", "where the credentials go");
    const region = required(environment, "AWS_REGION", "the Region whose STS is asked");
    const token = await identityToken(environment);
    // Without the job's own credentials, should it have any: this call is not signed.
    const sts = new STSClient({ region, credentials: { accessKeyId: "", secretAccessKey: "" } });
    const request = new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName(environment),
      WebIdentityToken: token,
      DurationSeconds: seconds,
    });
    const answer = await sts.send(request).catch((error: Error) => {
      throw new RunnerError(`AWS refused ${roleArn} to this job: ${error.name}: ${error.message}`, undefined, {
        cause: error,
      });
    });
    const {
      AccessKeyId: id,
      SecretAccessKey: secret,
      SessionToken: session,
      Expiration: end,
    } = answer.Credentials ?? {};
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
    print(`credentials of ${roleArn}, valid until ${end?.toISOString() ?? "an unknown time"}`);
    return 0;
  },
};

function required(environment: NodeJS.ProcessEnv, name: string, what: string): string {
  const value = environment[name];
  if (value === undefined || value === "") throw new RunnerError(`${name} is not set: ${what}`);
  return value;
}

/** Who it was, in CloudTrail: the run of GitHub or the job of GitLab. */
function sessionName({ GITHUB_RUN_ID: run, CI_JOB_ID: job }: NodeJS.ProcessEnv): string {
  return `smus-ci-${run ?? job ?? "unknown"}`;
}
