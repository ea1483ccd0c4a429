import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { allPages } from "../../../aws/pages";
import type { AccessRecord, AccessStore } from "../../../governance/access";

/** Index of what is to be looked at, by the time of the look. */
export const DUE_INDEX = "due";
/** Partition of the index: requests for access. */
const DUE_REQUESTS = "ACCESS";
/** Requests that a sweep takes at once; the next takes the rest. */
const SWEEP = 500;

const keyOf = (requestId: string) => ({ pk: { S: `ACCESS#${requestId}` }, sk: { S: "RECORD" } });

/**
 * Records of requests in the application's table: partition key `pk`, sort key `sk`, and an index of what is to be looked at
 * (`duePk`, `due`).
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
      new GetItemCommand({ TableName: this.table, Key: keyOf(requestId), ConsistentRead: true }),
    );
    return item?.record?.S === undefined ? undefined : (JSON.parse(item.record.S) as AccessRecord);
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
            ...keyOf(record.requestId),
            revision: { N: String(next.revision) },
            phase: { S: next.phase },
            record: { S: JSON.stringify(next) },
            ...(isOpen ? { duePk: { S: DUE_REQUESTS }, due: { S: this.clock() } } : {}),
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
          Key: keyOf(requestId),
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
            IndexName: DUE_INDEX,
            KeyConditionExpression: "duePk = :requests AND due <= :until",
            ExpressionAttributeValues: { ":requests": { S: DUE_REQUESTS }, ":until": { S: until } },
            ProjectionExpression: "pk",
            Limit: SWEEP,
            ExclusiveStartKey: startKey === undefined ? undefined : (JSON.parse(startKey) as Record<string, never>),
          }),
        );
        return { ...page, nextToken: page.LastEvaluatedKey && JSON.stringify(page.LastEvaluatedKey) };
      },
      ({ Items }) => Items,
    );
    return items.map(({ pk }) => pk.S?.slice("ACCESS#".length) ?? "");
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
