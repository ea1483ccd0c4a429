import { emulatorUrl, providersUrl, type ServiceAddresses } from "./services";

/** Variables of the caller that would lead a client past the sandbox. */
const MISLEADING = /^(AWS_|TF_|SMUS_|CDKTF_)/;
/** Of those, what says how to run, not where. */
const HARMLESS = [
  "AWS_CA_BUNDLE",
  "TF_PLUGIN_MIRROR",
  "TF_CLI_CONFIG_FILE",
  "TF_PLUGIN_CACHE_DIR",
  "TF_LOG",
  "TF_LOG_PATH",
];

/** Credentials of the user who runs terraform. */
export interface OperatorCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Variables with which a client talks to the sandbox and to nothing else. */
export function clientVariables(
  addresses: ServiceAddresses,
  region: string,
  credentials: OperatorCredentials,
): Record<string, string> {
  const providers = providersUrl(addresses);
  return {
    AWS_ENDPOINT_URL: emulatorUrl(addresses),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region, // the AWS CLI and boto3 know no AWS_REGION
    AWS_EC2_METADATA_DISABLED: "true",
    ...(providers === undefined ? {} : { SMUS_PROVIDER_POOL: providers }),
  };
}

/** `environment` without profiles, credentials and endpoints: real accounts are out of reach. */
export function isolatedEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !MISLEADING.test(name) || HARMLESS.includes(name)),
  );
}

/** Lines for a shell. */
export function exportLines(variables: Readonly<Record<string, string>>): string[] {
  return Object.entries(variables).map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`);
}
