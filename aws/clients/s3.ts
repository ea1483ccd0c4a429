import { S3Client } from "@aws-sdk/client-s3";
import { endpointOf } from "../client-settings";
import { type AssumedRole, credentialsOf } from "../credentials";

/**
 * S3 as a role, for state buckets. Honours `AWS_ENDPOINT_URL` and its S3 and STS forms; a local AWS has no host names for
 * buckets, so there the bucket is in the path. Retries are the SDK's own: a run makes a few calls per account.
 *
 * @param sessionName the caller's name in CloudTrail
 */
export function s3ClientAs(role: AssumedRole, environment: NodeJS.ProcessEnv, sessionName: string): S3Client {
  const { endpoint } = endpointOf("S3", environment);
  return new S3Client({
    region: role.region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...credentialsOf(role, environment, sessionName),
  });
}
