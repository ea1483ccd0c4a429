import { STSClient } from "@aws-sdk/client-sts";
import { endpointOf } from "../client-settings";

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
