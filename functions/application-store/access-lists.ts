import {
  BatchGetItemCommand,
  type BatchGetItemOutput,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import { APPLICATION_TABLE } from "../../contracts/application-table";
import type { AccessRecord } from "../../governance/access";
import { ALL, type Item, keyOf, partitionOf, recordOf, valueOf } from "./access-item";

/** Keys that a call takes at once. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
/** Attempts of reads that DynamoDB puts off. */
const ATTEMPTS = 5;

/** Text that comes behind all times and ids, and behind the sign between the two. */
const LAST = "~";

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

/** Lists of requests in the application's table: keyed queries of its indexes, never a scan. */
export class AccessLists {
  public constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
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
        ":pk": { S: source.by === "all" ? ALL : partitionOf(source.value) },
        ":behind": { S: behind },
      },
    });
  }

  /** Entries of access that ends by a time, what ends first before. */
  public async expiring(until: string, { behind = "", limit }: ListPart): Promise<ListEntry[]> {
    const { name, partitionKey, sortKey } = APPLICATION_TABLE.indexes.expiry;
    const entries = await this.query(limit, sortKey, {
      IndexName: name,
      KeyConditionExpression: "#pk = :pk AND #sk BETWEEN :behind AND :until",
      ExpressionAttributeNames: { "#pk": partitionKey, "#sk": sortKey },
      // "~" comes behind "#": the end of that very moment is in the list.
      ExpressionAttributeValues: {
        ":pk": { S: ALL },
        ":behind": { S: behind || "0" },
        ":until": { S: `${until}${LAST}` },
      },
    });
    return entries.filter(({ place }) => place !== behind);
  }

  /** Records by id, in that order; those that are gone are left out. */
  public async records(requestIds: readonly string[]): Promise<AccessRecord[]> {
    const found = new Map<string, AccessRecord>();
    for (let at = 0; at < requestIds.length; at += BATCH) {
      let keys: Item[] | undefined = requestIds.slice(at, at + BATCH).map(keyOf);
      for (let attempt = 0; keys !== undefined && keys.length > 0; attempt++) {
        if (attempt === ATTEMPTS) throw new Error(`DynamoDB puts reads of ${keys.length} records off`);
        const answer: BatchGetItemOutput = await this.client.send(
          new BatchGetItemCommand({ RequestItems: { [this.table]: { Keys: keys } } }),
        );
        for (const record of (answer.Responses?.[this.table] ?? []).map(recordOf))
          if (record !== undefined) found.set(record.requestId, record);
        keys = answer.UnprocessedKeys?.[this.table]?.Keys;
      }
    }
    return requestIds.flatMap((id) => found.get(id) ?? []);
  }

  private async query(
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
      entries.push(...(page.Items ?? []).map((item) => entryOf(item, sortKey)));
      startKey = page.LastEvaluatedKey;
    } while (startKey !== undefined && entries.length < limit);
    return entries;
  }
}

function entryOf(item: Item, sortKey: string): ListEntry {
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
