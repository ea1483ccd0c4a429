import { S3Client } from "@aws-sdk/client-s3";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { PATIENT, STANDARD } from "../../aws/client-settings";
import { roleCredentials } from "../../aws/credentials";
import { makeStoreClients, type StoreClients } from "../application-store/clients";

/** Name of the function's sessions in CloudTrail. */
const SESSION = "smus-model-promotion";

/** Clients of an account, as the role there. */
export interface AccountClients {
  readonly sagemaker: SageMakerClient;
  readonly s3: S3Client;
  readonly ssm: SSMClient;
}

/** The AWS clients of one instance of the function, kept over invocations. */
export interface Clients extends StoreClients {
  readonly secrets: SecretsManagerClient;
  /** Clients of an account; all that are asked for with one role and Region share one session. */
  readonly account: (roleArn: string, region: string) => AccountClients;
}

/** Clients whose Region, keys and endpoints are those of the function's environment. */
export function makeClients(): Clients {
  const accounts = new Map<string, AccountClients>();
  return {
    ...makeStoreClients(),
    secrets: new SecretsManagerClient(STANDARD),
    account: (roleArn, region) => {
      const known = accounts.get(`${roleArn} ${region}`) ?? accountClients(roleArn, region);
      accounts.set(`${roleArn} ${region}`, known);
      return known;
    },
  };
}

function accountClients(roleArn: string, region: string): AccountClients {
  const credentials = roleCredentials({ roleArn, sessionName: SESSION, sts: STANDARD });
  const sagemaker = new SageMakerClient({ ...PATIENT, region, credentials });
  const shared = { region, credentials: sagemaker.config.credentials };
  return {
    sagemaker,
    // The sandbox has no DNS for names of buckets; on AWS the variable is not set.
    s3: new S3Client({ ...PATIENT, ...shared, forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined }),
    ssm: new SSMClient({ ...STANDARD, ...shared }),
  };
}
