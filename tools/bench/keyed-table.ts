import type { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import { APPLICATION_TABLE, type TableIndex } from "../../contracts/application/table";
import { AccessTable } from "../../functions/application-store/access-table";
import { ProjectTable } from "../../functions/application-projects/store/project-table";
import type { AccessRecord } from "../../governance/access";
import type { ProjectRecord } from "../../governance/project-requests";
import { type Item, SortedItems, text } from "./sorted-items";

/** Members of the calls that the application's stores make. */
interface Input {
  readonly IndexName: string;
  readonly KeyConditionExpression: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues: Record<string, { readonly S: string; readonly N: string }>;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
  readonly RequestItems: Record<string, { readonly Keys: readonly Item[] }>;
  readonly Key: Item;
  readonly Item: Item;
}

/**
 * Time of a call of DynamoDB, from above.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html - "consistent single-digit millisecond performance"
 */
const MILLISECONDS = 10;
const KEY_CONDITION = /^\S+ = (\S+)(?: AND \S+ (?:(<|<=|>|>=) (\S+)|BETWEEN (\S+) AND (\S+)))?$/;
const INDEXES = Object.values<TableIndex>(APPLICATION_TABLE.indexes);

/**
 * The application's table in memory: keyed queries are answered from sorted lists, as DynamoDB does, each call after DynamoDB's time. moto
 * looks at every item of a table for each query: half a second with 11,000 items, which nobody waits for at AWS.
 */
export class KeyedTable {
  private readonly items = new Map<string, Item>();
  private readonly lists = new Map<string, SortedItems>();

  /** Has a client of the SDK ask this table: everything of the SDK runs but the wire. */
  public serve(client: DynamoDBClient): DynamoDBClient {
    const handle = async ({ headers, body }: { headers: Record<string, string>; body: string }) => {
      await sleep(MILLISECONDS);
      const answer = this.answer(headers["x-amz-target"].split(".")[1], JSON.parse(body) as Input);
      return {
        response: {
          ...{ statusCode: "__type" in answer ? 400 : 200, headers: { "content-type": "application/x-amz-json-1.0" } },
          body: new TextEncoder().encode(JSON.stringify(answer)),
        },
      };
    };
    client.config.requestHandler = { handle } as never;
    return client;
  }

  /** Takes records as the application's own store writes them. */
  public async fill(records: readonly AccessRecord[], projects: readonly ProjectRecord[] = []): Promise<void> {
    const send = ({ input }: PutItemCommand) => Promise.resolve(this.put(input.Item as Item));
    const clock = () => "2026-11-29T00:00:00.000Z";
    const store = new AccessTable({ send } as never, "bench", clock);
    for (const record of records) await store.save(record);
    const projectStore = new ProjectTable({ send } as never, "bench", clock);
    for (const record of projects) await projectStore.save(record);
  }

  private put(item: Item): void {
    const key = keyOf(item);
    const before = this.items.get(key);
    this.items.set(key, item);
    for (const index of INDEXES) {
      if (before !== undefined) this.listOf(index, before)?.remove(before);
      this.listOf(index, item)?.add(item);
    }
  }

  /** List of an index that an item is in; nothing where it lacks a key of the index. */
  private listOf({ name, partitionKey, sortKey }: TableIndex, item: Item): SortedItems | undefined {
    if (item[partitionKey] === undefined || item[sortKey] === undefined) return undefined;
    const key = `${name} ${text(item, partitionKey)}`;
    const list = this.lists.get(key) ?? new SortedItems(sortKey);
    this.lists.set(key, list);
    return list;
  }

  private answer(operation: string, input: Input): object {
    switch (operation) {
      case "Query":
        return { Items: this.query(input) };
      case "GetItem":
        return { Item: this.items.get(keyOf(input.Key)) };
      case "BatchGetItem": {
        const found = Object.entries(input.RequestItems).map(([name, { Keys }]) => [
          name,
          Keys.flatMap((key) => this.items.get(keyOf(key)) ?? []),
        ]);
        return { Responses: Object.fromEntries(found) as object };
      }
      case "PutItem":
        return this.change(input.Item, input, () => input.Item);
      case "UpdateItem":
        return this.change(input.Key, input, (item) => ({ ...item, due: input.ExpressionAttributeValues[":due"] }));
      default:
        throw new Error(`no store of the application calls ${operation}`);
    }
  }

  /** Changes an item on the two conditions that the stores know: nobody has stored it, or it has a revision. */
  private change(key: Item, input: Input, changed: (item: Item) => Item): object {
    const item = this.items.get(keyOf(key));
    const isMet = input.ConditionExpression?.startsWith("attribute_not_exists")
      ? item === undefined
      : item?.revision.N === input.ExpressionAttributeValues[":revision"].N &&
        !(input.ConditionExpression?.includes("attribute_exists(due)") && item.due === undefined);
    if (!isMet) return { __type: "ConditionalCheckFailedException", message: "The conditional request failed" };
    this.put(changed(item ?? {}));
    return {};
  }

  private query(query: Input): Item[] {
    const { IndexName, ExpressionAttributeValues: values } = query;
    const condition = KEY_CONDITION.exec(query.KeyConditionExpression);
    if (condition === null) throw new Error(`no keyed query: ${query.KeyConditionExpression}`);
    const [, partition, sign, border, from, to] = condition;
    const list = this.lists.get(`${IndexName} ${values[partition].S}`);
    const between = from === undefined ? undefined : ([values[from].S, values[to].S] as const);
    return list?.part({ between, sign, border: values[border]?.S, ...query }) ?? [];
  }
}

const keyOf = (item: Item): string =>
  `${text(item, APPLICATION_TABLE.partitionKey)} ${text(item, APPLICATION_TABLE.sortKey)}`;
