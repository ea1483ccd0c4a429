import { writeCredentials } from "../../pipelines/jobs";
import { RunnerError } from "../../runner";
import { parseOptions, parsePositive, type Command, type OptionSpec } from "../frame";

const OPTIONS = {
  seconds: {
    type: "string",
    value: "n",
    help: "how long they are valid, 900 to 43200 (default: 3600, the role's own limit)",
  },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus ci:credentials`. */
export const ciCredentialsCommand: Command = {
  name: "ci:credentials",
  purpose:
    "Exchanges the job's identity token for credentials of SMUS_CI_ROLE_ARN, into AWS_SHARED_CREDENTIALS_FILE. Exit code: 0, 1.",
  options: OPTIONS,
  async run({ argv, environment, print }) {
    const seconds = parsePositive("seconds", parseOptions(OPTIONS, argv).seconds) ?? 3600;
    const roleArn = required(environment, "SMUS_CI_ROLE_ARN", "the role of the CI system (docs/pipelines.md)");
    const file = required(environment, "AWS_SHARED_CREDENTIALS_FILE", "where the credentials go");
    const region = required(environment, "AWS_REGION", "the Region whose STS is asked");
    const end = await writeCredentials({ roleArn, file, region, seconds, environment });
    print(`credentials of ${roleArn}, valid until ${end?.toISOString() ?? "an unknown time"}`);
    return 0;
  },
};

function required(environment: NodeJS.ProcessEnv, name: string, what: string): string {
  const value = environment[name];
  if (value === undefined || value === "") throw new RunnerError(`${name} is not set: ${what}`);
  return value;
}
