import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { allPages } from "../../aws/pages";
import { APPLICATION_TABLE } from "../../contracts/application/table";
import type { Item, ItemKind } from "./item-kind";
import { unlessOutrun } from "./unless-outrun";

/** Items of a page of the index. */
const PAGE = 500;

/** Members that every record of the table has. */
export interface StoredRecord {
  readonly requestId: string;
  /** Number of times that it was stored. */
  readonly revision: number;
  readonly phase: string;
}

/** Choices in which kinds of records differ. */
export interface RecordLayout<R> {
  readonly kind: ItemKind;
  /** Partition of the index that tells what is to be looked at. */
  readonly duePartition: string;
  /** Tells whether there is something left to be done for a record. */
  readonly isOpen: (record: R) => boolean;
  /** Attributes by which lists find a record. */
  readonly listAttributes: (record: R) => Item;
}

/**
 * Records of one kind in the application's table, whose layout is {@link APPLICATION_TABLE}.
 *
 * A record that is stored is due at once, so that the sweep finds what was cut off; its kind says when nothing is to be done before.
 */
export class RecordTable<R extends StoredRecord> {
  public constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    protected readonly clock: () => string,
    private readonly layout: RecordLayout<R>,
  ) {}

  /** The record of a request; nothing where there is none. */
  public async load(requestId: string): Promise<R | undefined> {
    const { Item: item } = await this.client.send(
      // What was stored a moment ago is decided on: a read that lags behind would decide twice.
      new GetItemCommand({ TableName: this.table, Key: this.layout.kind.keyOf(requestId), ConsistentRead: true }),
    );
    return item?.record?.S === undefined ? undefined : (JSON.parse(item.record.S) as R);
  }

  /** Stores a record over the one with its revision. @returns false where somebody else has stored one since */
  public save(record: R): Promise<boolean> {
    const { kind, duePartition, isOpen, listAttributes } = this.layout;
    const next: R = { ...record, revision: record.revision + 1 };
    const isNew = record.revision === 0;
    return unlessOutrun(() =>
      this.client.send(
        new PutItemCommand({
          TableName: this.table,
          Item: {
            ...kind.keyOf(record.requestId),
            revision: { N: String(next.revision) },
            phase: { S: next.phase },
            record: { S: JSON.stringify(next) },
            ...listAttributes(next),
            ...(isOpen(next) ? { duePk: { S: duePartition }, due: { S: this.clock() } } : {}),
          },
          ConditionExpression: isNew ? "attribute_not_exists(pk)" : "revision = :revision",
          ...(isNew ? {} : { ExpressionAttributeValues: { ":revision": { N: String(record.revision) } } }),
        }),
      ),
    );
  }

  /** Ids of the requests that are to be looked at by a time, those that have waited longest first. */
  public async due(until: string): Promise<string[]> {
    const { kind, duePartition } = this.layout;
    const items = await allPages(
      async (startKey) => {
        const page = await this.client.send(
          new QueryCommand({
            TableName: this.table,
            IndexName: APPLICATION_TABLE.indexes.due.name,
            KeyConditionExpression: "duePk = :requests AND due <= :until",
            ExpressionAttributeValues: { ":requests": { S: duePartition }, ":until": { S: until } },
            ProjectionExpression: "pk",
            Limit: PAGE,
            ExclusiveStartKey: startKey === undefined ? undefined : (JSON.parse(startKey) as Record<string, never>),
          }),
        );
        return { ...page, nextToken: page.LastEvaluatedKey && JSON.stringify(page.LastEvaluatedKey) };
      },
      ({ Items }) => Items,
    );
    return items.map(({ pk }) => kind.valueOf(pk));
  }

  /**
   * Says when a record is to be looked at again.
   *
   * @param only - Further condition, with its values.
   * @returns false where it stays as it is: somebody has stored one since, nothing is left to be done, or the condition does not hold
   */
  protected dueAt(
    { requestId, revision }: StoredRecord,
    due: string,
    only?: { readonly condition: string; readonly values: Record<string, AttributeValue> },
  ): Promise<boolean> {
    const condition = "revision = :revision AND attribute_exists(due)";
    return unlessOutrun(() =>
      this.client.send(
        new UpdateItemCommand({
          TableName: this.table,
          Key: this.layout.kind.keyOf(requestId),
          UpdateExpression: "SET due = :due",
          ConditionExpression: only === undefined ? condition : `${condition} AND (${only.condition})`,
          ExpressionAttributeValues: {
            ":due": { S: due },
            ":revision": { N: String(revision) },
            ...only?.values,
          },
        }),
      ),
    );
  }
}
