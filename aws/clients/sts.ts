import { STSClient } from "@aws-sdk/client-sts";
import { endpointOf, STANDARD } from "../client-settings";

/**
 * STS without credentials, should the process have any: for calls that are not signed, because a token says who asks. Honours
 * `AWS_ENDPOINT_URL` and its STS form.
 */
export function unsignedStsClient(region: string, environment: NodeJS.ProcessEnv): STSClient {
  return new STSClient({
    region,
    ...endpointOf("STS", environment),
    credentials: { accessKeyId: "", secretAccessKey: "" },
  });
}

/** STS as the caller of the program. Honours `AWS_ENDPOINT_URL` and its STS form. */
export function ownStsClient(region: string, environment: NodeJS.ProcessEnv): STSClient {
  return new STSClient({ ...STANDARD, region, ...endpointOf("STS", environment) });
}
