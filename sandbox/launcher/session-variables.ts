import { join } from "node:path";
import type { Stage } from "../../configuration";
import { prepareProviderInstallation } from "../../runner";
import { clientVariables, type OperatorCredentials } from "./client-environment";
import { ISSUER_URL } from "./issuer-address";
import type { ServiceAddresses } from "./services";

/** Variables of every process that works in a sandbox: where it is, who works, and where providers are. */
export function sessionVariables(
  addresses: ServiceAddresses,
  stages: readonly Stage[],
  {
    root,
    environment,
    environmentsDirectory,
    operator,
  }: {
    root: string;
    environment: NodeJS.ProcessEnv;
    environmentsDirectory: string;
    operator: OperatorCredentials;
  },
): Record<string, string> {
  const { variables: providers } = prepareProviderInstallation(environment, join(root, ".smus"));
  const { TF_CLI_CONFIG_FILE: cliConfiguration } = providers;
  return {
    ...clientVariables(addresses, stages[0]?.domain.region ?? "us-east-1", operator),
    ...(cliConfiguration === undefined ? {} : { TF_CLI_CONFIG_FILE: cliConfiguration }),
    SMUS_ENVIRONMENTS_DIR: environmentsDirectory,
    SMUS_SANDBOX_ISSUER: ISSUER_URL,
  };
}
