import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STANDARD } from "../../aws/client-settings";

/** Clients of functions that take messages, remember, keep evidence and tell people. */
export interface StoreClients {
  readonly table: DynamoDBClient;
  readonly bucket: S3Client;
  readonly notices: SNSClient;
  readonly queue: SQSClient;
}

/** Clients whose Region, keys and endpoints are those of the function's environment. */
export function makeStoreClients(): StoreClients {
  return {
    table: new DynamoDBClient(STANDARD),
    // The sandbox has no DNS for names of buckets; on AWS the variable is not set.
    bucket: new S3Client({ ...STANDARD, forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined }),
    notices: new SNSClient(STANDARD),
    // The URL names the queue; where SQS is said elsewhere: an endpoint of a VPC, or the sandbox, whose port may have changed since.
    queue: new SQSClient({ ...STANDARD, useQueueUrlAsEndpoint: false }),
  };
}
