import { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { DataZoneClient } from "@aws-sdk/client-datazone";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import type { DomainReader } from "../../audit/domain";
import { PATIENT, STANDARD } from "../../aws/client-settings";
import { roleCredentials } from "../../aws/credentials";

/** Name of the function's sessions in CloudTrail. */
const SESSION = "smus-application-reports";

/** The AWS clients of one instance of the function, kept over invocations. */
export interface Clients {
  readonly domain: DomainReader["clients"];
  readonly bucket: S3Client;
  readonly table: DynamoDBClient;
  /** Cost Explorer, as a role of the payer account. It is in one Region of a partition, which the SDK's rules know. */
  readonly cost: (roleArn: string | undefined) => CostExplorerClient;
  /** IAM of an account, as a role there. */
  readonly iam: (roleArn: string) => IAMClient;
}

/** Clients whose Region, keys and endpoints are those of the function's environment. */
export function makeClients(): Clients {
  return {
    domain: domainClients(),
    // The sandbox has no DNS for names of buckets; on AWS the variable is not set.
    bucket: new S3Client({ ...STANDARD, forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined }),
    table: new DynamoDBClient(STANDARD),
    cost: (roleArn) => new CostExplorerClient({ ...PATIENT, ...asRole(roleArn) }),
    iam: (roleArn) => new IAMClient({ ...PATIENT, ...asRole(roleArn) }),
  };
}

/** A client of DataZone for each family of operations: each finds the rate that the service bears for it. */
function domainClients(): DomainReader["clients"] {
  const client = (): DataZoneClient => new DataZoneClient(PATIENT);
  return {
    projects: client(),
    environments: client(),
    requests: client(),
    subscriptions: client(),
    grants: client(),
    profiles: client(),
  };
}

function asRole(roleArn: string | undefined) {
  return roleArn === undefined
    ? {}
    : { credentials: roleCredentials({ roleArn, sessionName: SESSION, sts: STANDARD }) };
}
