import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { allPages } from "../../aws/pages";
import { APPLICATION_TABLE } from "../../contracts/application/table";
import type { AccessRecord, AccessStore } from "../../governance/access";
import { ACCESS, listAttributes, recordOf } from "./access-item";

/** Requests that a sweep takes at once; the next takes the rest. */
const SWEEP = 500;

/**
 * Records of requests in the application's table, whose layout is {@link APPLICATION_TABLE}.
 *
 * A record that is stored is due at once, so that the sweep finds what was cut off; {@link schedule} says when nothing is to be
 * done before.
 */
export class AccessTable implements AccessStore {
  public constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly clock: () => string,
  ) {}

  public async load(requestId: string): Promise<AccessRecord | undefined> {
    const { Item: item } = await this.client.send(
      // What was stored a moment ago is decided on: a read that lags behind would decide twice.
      new GetItemCommand({ TableName: this.table, Key: ACCESS.keyOf(requestId), ConsistentRead: true }),
    );
    return recordOf(item);
  }

  public async save(record: AccessRecord): Promise<boolean> {
    const next: AccessRecord = { ...record, revision: record.revision + 1 };
    const isOpen = next.phase !== "closed";
    const isNew = record.revision === 0;
    return unlessOutrun(() =>
      this.client.send(
        new PutItemCommand({
          TableName: this.table,
          Item: {
            ...ACCESS.keyOf(record.requestId),
            revision: { N: String(next.revision) },
            phase: { S: next.phase },
            record: { S: JSON.stringify(next) },
            ...listAttributes(next),
            ...(isOpen ? { duePk: { S: ACCESS.name }, due: { S: this.clock() } } : {}),
          },
          ConditionExpression: isNew ? "attribute_not_exists(pk)" : "revision = :revision",
          ...(isNew ? {} : { ExpressionAttributeValues: { ":revision": { N: String(record.revision) } } }),
        }),
      ),
    );
  }

  /** Says when a record is to be looked at again; one that somebody has stored since stays due as it is. */
  public async schedule({ requestId, revision }: AccessRecord, due: string): Promise<void> {
    await unlessOutrun(() =>
      this.client.send(
        new UpdateItemCommand({
          TableName: this.table,
          Key: ACCESS.keyOf(requestId),
          UpdateExpression: "SET due = :due",
          ConditionExpression: "revision = :revision AND attribute_exists(due)",
          ExpressionAttributeValues: { ":due": { S: due }, ":revision": { N: String(revision) } },
        }),
      ),
    );
  }

  /** Ids of the requests that are to be looked at by a time, those that have waited longest first. */
  public async due(until: string): Promise<string[]> {
    const items = await allPages(
      async (startKey) => {
        const page = await this.client.send(
          new QueryCommand({
            TableName: this.table,
            IndexName: APPLICATION_TABLE.indexes.due.name,
            KeyConditionExpression: "duePk = :requests AND due <= :until",
            ExpressionAttributeValues: { ":requests": { S: ACCESS.name }, ":until": { S: until } },
            ProjectionExpression: "pk",
            Limit: SWEEP,
            ExclusiveStartKey: startKey === undefined ? undefined : (JSON.parse(startKey) as Record<string, never>),
          }),
        );
        return { ...page, nextToken: page.LastEvaluatedKey && JSON.stringify(page.LastEvaluatedKey) };
      },
      ({ Items }) => Items,
    );
    return items.map(({ pk }) => ACCESS.valueOf(pk));
  }
}

/** @returns false where somebody else has stored something since it was read */
async function unlessOutrun(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
