import type { DataZoneClient } from "@aws-sdk/client-datazone";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { AccessLists } from "../application-store/access-lists";
import { AccessTable } from "../application-store/access-table";
import { IdempotencyTable } from "../application-store/idempotency-table";
import { DataZoneDirectory } from "./catalog/datazone-directory";
import { DataZoneListings } from "./catalog/datazone-listings";
import { DataZoneProjects } from "./catalog/datazone-projects";
import { DoorbellQueue } from "./doorbell-queue";
import type { Services } from "./services";
import type { ApiSettings } from "./settings";

/** Clients that the API's services ask. */
export interface ApiClients {
  readonly datazone: DataZoneClient;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
}

/** Services of the API on AWS. */
export function servicesOnAws(
  { domainId, table, queueUrl, names }: ApiSettings,
  { datazone, dynamodb, sqs }: ApiClients,
  { clock, log }: Pick<Services, "clock" | "log">,
): Services {
  return {
    directory: new DataZoneDirectory(datazone, domainId, clock),
    projects: new DataZoneProjects(datazone, domainId, names.units, { clock, log }),
    listings: new DataZoneListings(datazone, domainId),
    records: new AccessTable(dynamodb, table, clock),
    lists: new AccessLists(dynamodb, table),
    answers: new IdempotencyTable(dynamodb, table, clock),
    doorbell: new DoorbellQueue(sqs, queueUrl),
    clock,
    log,
  };
}
