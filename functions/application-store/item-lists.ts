import {
  BatchGetItemCommand,
  type BatchGetItemOutput,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import { APPLICATION_TABLE } from "../../contracts/application/table";
import type { Item, ItemKind } from "./item-kind";

/** Keys that a call takes at once. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
/** Attempts of reads that DynamoDB puts off. */
const ATTEMPTS = 5;

/** Text that comes behind all times and ids, and behind the sign between the two. */
export const LAST = "~";

/** Set of requests that an index holds together. */
export type ListSource =
  | { readonly by: "all" }
  | { readonly by: "requester" | "consumer" | "producer" | "unit" | "state"; readonly value: string };

/** Entry of an index: enough to say who may see a request, without reading it. */
export interface ListEntry {
  readonly requestId: string;
  /** Place in the list. */
  readonly place: string;
  readonly phase: string;
  readonly requester: string;
  readonly consumerProjectId: string;
  readonly producerProjectId: string;
  readonly unit: string;
}

/** Part of a list that is asked for. */
export interface ListPart {
  /** Entries behind this place; from the beginning where it is absent. */
  readonly behind?: string;
  readonly limit: number;
}

/** Lists of records of one kind in the application's table: keyed queries of its indexes, never a scan. */
export class ItemLists<R extends { readonly requestId: string }> {
  public constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly kind: ItemKind,
  ) {}

  /** Entries of a source, the newest first. */
  public async entries(source: ListSource, { behind = LAST, limit }: ListPart): Promise<ListEntry[]> {
    const { name, partitionKey, sortKey } = APPLICATION_TABLE.indexes[source.by];
    return this.query(limit, sortKey, {
      IndexName: name,
      ScanIndexForward: false,
      KeyConditionExpression: "#pk = :pk AND #sk < :behind",
      ExpressionAttributeNames: { "#pk": partitionKey, "#sk": sortKey },
      ExpressionAttributeValues: {
        ":pk": source.by === "all" ? { S: this.kind.name } : this.kind.partitionOf(source.value),
        ":behind": { S: behind },
      },
    });
  }

  /** Records by id, in that order; those that are gone are left out. */
  public async records(requestIds: readonly string[]): Promise<R[]> {
    const found = new Map<string, R>();
    for (let at = 0; at < requestIds.length; at += BATCH) {
      let keys: Item[] | undefined = requestIds.slice(at, at + BATCH).map(this.kind.keyOf);
      for (let attempt = 0; keys !== undefined && keys.length > 0; attempt++) {
        if (attempt === ATTEMPTS) throw new Error(`DynamoDB puts reads of ${keys.length} records off`);
        const answer: BatchGetItemOutput = await this.client.send(
          new BatchGetItemCommand({ RequestItems: { [this.table]: { Keys: keys } } }),
        );
        for (const { record } of answer.Responses?.[this.table] ?? []) {
          if (record?.S === undefined) continue;
          const read = JSON.parse(record.S) as R;
          found.set(read.requestId, read);
        }
        keys = answer.UnprocessedKeys?.[this.table]?.Keys;
      }
    }
    return requestIds.flatMap((id) => found.get(id) ?? []);
  }

  /** Entries of a query, page by page, up to a limit. */
  protected async query(
    limit: number,
    sortKey: string,
    input: Omit<QueryCommandInput, "TableName">,
  ): Promise<ListEntry[]> {
    const entries: ListEntry[] = [];
    let startKey: Item | undefined;
    do {
      const page = await this.client.send(
        new QueryCommand({
          ...input,
          TableName: this.table,
          Limit: limit - entries.length,
          ExclusiveStartKey: startKey,
        }),
      );
      entries.push(...(page.Items ?? []).map((item) => this.entryOf(item, sortKey)));
      startKey = page.LastEvaluatedKey;
    } while (startKey !== undefined && entries.length < limit);
    return entries;
  }

  private entryOf(item: Item, sortKey: string): ListEntry {
    const { valueOf } = this.kind;
    return {
      requestId: valueOf(item.pk),
      place: item[sortKey].S ?? "",
      phase: item.phase?.S ?? "",
      requester: valueOf(item.requester),
      consumerProjectId: valueOf(item.consumer),
      producerProjectId: valueOf(item.producer),
      unit: valueOf(item.unit),
    };
  }
}
