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

/** A client of DataZone for each family of operations: each finds the rate that the service bears for it. */
export function domainClients(): DomainReader["clients"] {
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

/** The bucket of reports. */
export const reportsS3 = (): S3Client => new S3Client(STANDARD);
/** The application's table. */
export const tableClient = (): DynamoDBClient => new DynamoDBClient(STANDARD);

/** Cost Explorer, as a role of the payer account. It is in one Region of a partition, which the SDK's rules know. */
export const costClient = (roleArn: string | undefined): CostExplorerClient =>
  new CostExplorerClient({ ...PATIENT, ...asRole(roleArn) });

/** IAM of an account, as a role there. */
export const iamClient = (roleArn: string): IAMClient => new IAMClient({ ...PATIENT, ...asRole(roleArn) });

function asRole(roleArn: string | undefined) {
  return roleArn === undefined
    ? {}
    : { credentials: roleCredentials({ roleArn, sessionName: SESSION, sts: STANDARD }) };
}
