import { DataZoneClient } from "@aws-sdk/client-datazone";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { ADAPTIVE, STANDARD } from "../../aws/client-settings";

/** The AWS clients of one instance of the function, kept over invocations. */
export interface Clients {
  readonly datazone: DataZoneClient;
  /** For what changes requests, subscriptions and grants: the rate that it finds for them slows no read. */
  readonly decisions: DataZoneClient;
  readonly table: DynamoDBClient;
  readonly bucket: S3Client;
  readonly notices: SNSClient;
  readonly queue: SQSClient;
}

/** Clients whose Region, keys and endpoints are those of the function's environment. */
export function makeClients(): Clients {
  return {
    // The service takes eight reads of a kind a second, and three decisions, which other programs share. A client that the service has
    // refused a call slows down as a whole: one for both would read at the rate of decisions.
    datazone: new DataZoneClient(ADAPTIVE),
    decisions: new DataZoneClient(ADAPTIVE),
    table: new DynamoDBClient(STANDARD),
    // The sandbox has no DNS for names of buckets; on AWS the variable is not set.
    bucket: new S3Client({ ...STANDARD, forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined }),
    notices: new SNSClient(STANDARD),
    // The URL names the queue; where SQS is said elsewhere: an endpoint of a VPC, or the sandbox, whose port may have changed since.
    queue: new SQSClient({ ...STANDARD, useQueueUrlAsEndpoint: false }),
  };
}
