import { type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { AccessRecord } from "../../governance/access";
import { knownDecision, type KnownDecision } from "../../governance/reports";

/** Decisions of the application, of which a report is made. */
export interface DecisionRecords {
  all(): AsyncIterable<KnownDecision>;
}

/**
 * Records of requests in the application's table, as `functions/application-access/store/access-table.ts` stores them: partition key
 * `ACCESS#<request>`, sort key `RECORD`, the record as JSON.
 *
 * It scans, page by page: there is no index of all requests, and a report reads all of them once a day. 10,000 records of 4 kB are 5,000 read
 * units. Of each record only what reports tell is kept.
 */
export class ScannedRecords implements DecisionRecords {
  public constructor(
    private readonly client: Pick<DynamoDBClient, "send">,
    private readonly table: string,
  ) {}

  public async *all(): AsyncIterable<KnownDecision> {
    let ExclusiveStartKey: Record<string, never> | undefined;
    do {
      const page = await this.client.send(
        new ScanCommand({
          TableName: this.table,
          FilterExpression: "begins_with(pk, :requests) AND sk = :record",
          ExpressionAttributeValues: { ":requests": { S: "ACCESS#" }, ":record": { S: "RECORD" } },
          ExpressionAttributeNames: { "#record": "record" },
          ProjectionExpression: "#record",
          ExclusiveStartKey,
        }),
      );
      for (const { record } of page.Items ?? [])
        if (record?.S !== undefined) yield knownDecision(JSON.parse(record.S) as AccessRecord);
      ExclusiveStartKey = page.LastEvaluatedKey as Record<string, never> | undefined;
    } while (ExclusiveStartKey !== undefined);
  }
}

/** Records of a domain without an application: there are none, and decisions are told as the service has them. */
export const NO_RECORDS: DecisionRecords = {
  async *all() {
    // Nothing is remembered.
  },
};
