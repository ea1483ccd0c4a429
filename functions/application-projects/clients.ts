import { DataZoneClient } from "@aws-sdk/client-datazone";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { ADAPTIVE, ONCE, STANDARD } from "../../aws/client-settings";

/** The AWS clients of one instance of the function, kept over invocations. */
export interface Clients {
  readonly datazone: DataZoneClient;
  /** For creations, which have no client token. */
  readonly datazoneOnce: DataZoneClient;
  readonly table: DynamoDBClient;
  readonly bucket: S3Client;
  readonly notices: SNSClient;
  readonly queue: SQSClient;
}

/** Clients whose Region, keys and endpoints are those of the function's environment. */
export function makeClients(): Clients {
  return {
    // The service takes three writes of projects and members a second, which other programs share.
    datazone: new DataZoneClient(ADAPTIVE),
    datazoneOnce: new DataZoneClient(ONCE),
    table: new DynamoDBClient(STANDARD),
    // The sandbox has no DNS for names of buckets; on AWS the variable is not set.
    bucket: new S3Client({ ...STANDARD, forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined }),
    notices: new SNSClient(STANDARD),
    // The URL names the queue; where SQS is said elsewhere: an endpoint of a VPC, or the sandbox, whose port may have changed since.
    queue: new SQSClient({ ...STANDARD, useQueueUrlAsEndpoint: false }),
  };
}
