import { DataZoneClient } from "@aws-sdk/client-datazone";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import { ONCE, STANDARD, type Credentials } from "../../aws/client-settings";

/** Clients of the API. Somebody waits for the answer: what a few attempts do not give is told as busy. */
export const CLIENTS = {
  datazone: () => new DataZoneClient({ ...STANDARD, maxAttempts: 4 }),
  /** As a role whose keys are handed over. */
  datazoneAs: (credentials: Credentials) => new DataZoneClient({ ...STANDARD, maxAttempts: 4, credentials }),
  dynamodb: () => new DynamoDBClient({ ...STANDARD, maxAttempts: 4 }),
  lambda: () => new LambdaClient({ ...STANDARD, maxAttempts: 3 }),
  // API Gateway waits for 30 seconds, and an errand that was sent twice would be done twice as slowly: the sender sends it again.
  lambdaOnce: () =>
    new LambdaClient({ ...ONCE, requestHandler: { requestTimeout: 25_000, throwOnRequestTimeout: true } }),
  s3: () => new S3Client({ ...STANDARD, maxAttempts: 4, forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined }),
  // The URL names the queue; where SQS is said elsewhere: an endpoint of a VPC, or the sandbox, whose port may have changed since.
  sqs: () => new SQSClient({ ...STANDARD, maxAttempts: 3, useQueueUrlAsEndpoint: false }),
  sts: () => new STSClient({ ...STANDARD, maxAttempts: 3 }),
};
