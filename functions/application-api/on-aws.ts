import type { DataZoneClient } from "@aws-sdk/client-datazone";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { STSClient } from "@aws-sdk/client-sts";
import { AccessLists } from "../application-store/access-lists";
import { AccessTable } from "../application-store/access-table";
import { IdempotencyTable } from "../application-store/idempotency-table";
import { DataZoneDirectory } from "./catalog/datazone-directory";
import { AskingRoles } from "./catalog/asking-roles";
import { ProjectRoles } from "./catalog/project-roles";
import { DataZoneFiling } from "./catalog/as-project/datazone-filing";
import { DataZoneAssets } from "./catalog/datazone-assets";
import { DataZoneListings } from "./catalog/datazone-listings";
import { DataZoneProjects } from "./catalog/datazone-projects";
import { CLIENTS } from "./clients";
import { DoorbellQueue } from "./doorbell-queue";
import { LambdaOffice } from "./lambda-office";
import { BucketShelf } from "./reports/report-shelf";
import { ReportsFunction } from "./reports/reports-function";
import type { Services } from "./services";
import type { ApiSettings } from "./settings";

/** Clients that the API's services ask. */
export interface ApiClients {
  readonly datazone: DataZoneClient;
  readonly dynamodb: DynamoDBClient;
  readonly lambda: LambdaClient;
  /** Client that asks once, and does not wait for longer than API Gateway does. */
  readonly lambdaOnce: LambdaClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly sts: STSClient;
}

/** Services of the API on AWS. */
export function servicesOnAws(
  settings: ApiSettings,
  { datazone, dynamodb, lambda, lambdaOnce, s3, sqs, sts }: ApiClients,
  { clock, log }: Pick<Services, "clock" | "log">,
): Services {
  const { domainId, table, queueUrl, projectsFunction, reportsBucket, reportsFunction, names, askingRoles } = settings;
  const projects = new DataZoneProjects(datazone, domainId, names.units, { clock, log });
  const ofProjects = { client: datazone, domainId, prefix: askingRoles };
  const roles = new AskingRoles(sts, new ProjectRoles({ ...ofProjects, membersOf: (id) => projects.membersOf(id) }));
  const { datazoneAs: clientAs } = CLIENTS;
  return {
    directory: new DataZoneDirectory(datazone, domainId, clock),
    projects,
    listings: new DataZoneListings(datazone, domainId),
    assets: new DataZoneAssets(datazone, { domainId, terms: names.terms, roles, clientAs, clock }),
    filing: new DataZoneFiling(domainId, roles, clientAs),
    records: new AccessTable(dynamodb, table, clock),
    lists: new AccessLists(dynamodb, table),
    ...(projectsFunction === undefined ? {} : { office: new LambdaOffice(lambdaOnce, projectsFunction) }),
    reports: new BucketShelf(s3, reportsBucket, clock),
    reportMaker: new ReportsFunction(lambda, reportsFunction),
    answers: new IdempotencyTable(dynamodb, table, clock),
    doorbell: new DoorbellQueue(sqs, queueUrl),
    clock,
    log,
  };
}
