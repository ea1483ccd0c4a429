import type { LambdaClient } from "@aws-sdk/client-lambda";
import { endpointOf } from "../client-settings";
import { type AssumedRole, credentialsOf } from "../credentials";

/**
 * Lambda as a role. Honours `AWS_ENDPOINT_URL` and its Lambda and STS forms. The SDK's module is loaded when the first client is
 * made, for most commands make none. Retries are the SDK's own.
 *
 * @param sessionName the caller's name in CloudTrail
 */
export async function lambdaClientAs(
  role: AssumedRole,
  environment: NodeJS.ProcessEnv,
  sessionName: string,
): Promise<LambdaClient> {
  const { LambdaClient: Client } = await import("@aws-sdk/client-lambda");
  return new Client({
    region: role.region,
    ...endpointOf("LAMBDA", environment),
    ...credentialsOf(role, environment, sessionName),
  });
}
