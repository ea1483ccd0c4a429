import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { PATIENT, STANDARD } from "../../aws/client-settings";
import { roleCredentials } from "../../aws/credentials";

/** Name of the function's sessions in CloudTrail. */
const SESSION = "smus-model-promotion";

/** Clients of an account, as the role there. */
export interface AccountClients {
  readonly sagemaker: SageMakerClient;
  readonly s3: S3Client;
  readonly ssm: SSMClient;
}

/** The AWS clients of one instance of the function, kept over invocations. */
export interface Clients {
  readonly table: DynamoDBClient;
  readonly bucket: S3Client;
  readonly secrets: SecretsManagerClient;
  readonly notices: SNSClient;
  readonly queue: SQSClient;
  /** Clients of an account; all that are asked for with one role and Region share one session. */
  readonly account: (roleArn: string, region: string) => AccountClients;
}

/** Clients whose Region, keys and endpoints are those of the function's environment. */
export function makeClients(): Clients {
  const accounts = new Map<string, AccountClients>();
  return {
    table: new DynamoDBClient(STANDARD),
    bucket: new S3Client({ ...STANDARD, forcePathStyle: isLocal() }),
    secrets: new SecretsManagerClient(STANDARD),
    notices: new SNSClient(STANDARD),
    // The URL names the queue; where SQS is said elsewhere: an endpoint of a VPC, or the sandbox, whose port may have changed since.
    queue: new SQSClient({ ...STANDARD, useQueueUrlAsEndpoint: false }),
    account: (roleArn, region) => {
      const known = accounts.get(`${roleArn} ${region}`) ?? accountClients(roleArn, region);
      accounts.set(`${roleArn} ${region}`, known);
      return known;
    },
  };
}

/** The sandbox has no DNS for names of buckets; on AWS the variable is not set. */
const isLocal = (): boolean => process.env.AWS_ENDPOINT_URL !== undefined;

function accountClients(roleArn: string, region: string): AccountClients {
  const credentials = roleCredentials({ roleArn, sessionName: SESSION, sts: STANDARD });
  const sagemaker = new SageMakerClient({ ...PATIENT, region, credentials });
  const shared = { region, credentials: sagemaker.config.credentials };
  return {
    sagemaker,
    s3: new S3Client({ ...PATIENT, ...shared, forcePathStyle: isLocal() }),
    ssm: new SSMClient({ ...STANDARD, ...shared }),
  };
}
