import { DataZoneClient } from "@aws-sdk/client-datazone";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { ADAPTIVE, STANDARD } from "../../aws/client-settings";
import { roleCredentials } from "../../aws/credentials";

/** Account and Region in which a record is read, by the role that may. */
export interface AccountPlace {
  readonly roleArn: string;
  readonly region: string;
}

/** The AWS clients of one instance of the function, kept over invocations. */
export interface Clients {
  readonly datazone: DataZoneClient;
  readonly table: DynamoDBClient;
  readonly bucket: S3Client;
  readonly secrets: SecretsManagerClient;
  readonly notices: SNSClient;
  readonly queue: SQSClient;
  /** Parameters of an account, as its role. */
  readonly parametersOf: (place: AccountPlace) => SSMClient;
}

/** Clients whose Region, keys and endpoints are those of the function's environment. */
export function makeClients(): Clients {
  return {
    datazone: new DataZoneClient(ADAPTIVE),
    table: new DynamoDBClient(STANDARD),
    // The sandbox has no DNS for names of buckets; on AWS the variable is not set.
    bucket: new S3Client({ ...STANDARD, forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined }),
    secrets: new SecretsManagerClient(STANDARD),
    notices: new SNSClient(STANDARD),
    // The URL names the queue; where SQS is said elsewhere: an endpoint of a VPC, or the sandbox, whose port may have changed since.
    queue: new SQSClient({ ...STANDARD, useQueueUrlAsEndpoint: false }),
    parametersOf: keptParameters(),
  };
}

/** Clients by role and Region: each has its own session. */
function keptParameters(): Clients["parametersOf"] {
  const kept = new Map<string, SSMClient>();
  return ({ roleArn, region }) => {
    const key = `${roleArn} ${region}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const credentials = roleCredentials({ roleArn, sessionName: "use-case-seeding" });
    const made = new SSMClient({ ...STANDARD, region, credentials });
    kept.set(key, made);
    return made;
  };
}
