import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "./item-kind";

/** Seconds for which an answer is kept: a day, in which a client that lost it asks again. */
const KEPT_SECONDS = 86_400;
/** Seconds after which a request that never came to an end may be made again: longer than a function runs. */
const LOCK_SECONDS = 60;

/** State in which a repeated request finds the first. */
export type Begun =
  /** This one is the first: it holds the key until it is finished or abandoned. */
  | { readonly state: "begun" }
  /** The first is not finished. */
  | { readonly state: "running" }
  /** The first was another request. */
  | { readonly state: "other" }
  | { readonly state: "finished"; readonly answer: string };

/** Answers to requests that carry a key of their sender, in the application's table. */
export class IdempotencyTable {
  public constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly clock: () => string,
  ) {}

  /** Takes a key for a request, unless it is taken. @param hash of everything that makes the request what it is */
  public async begin(key: string, hash: string): Promise<Begun> {
    const now = this.seconds();
    try {
      await this.client.send(
        new PutItemCommand({
          TableName: this.table,
          Item: {
            ...keyOf(key),
            hash: { S: hash },
            lockedUntil: { N: String(now + LOCK_SECONDS) },
            ttl: this.ttl(now),
          },
          // DynamoDB deletes what is over its time within days: until then it does not count either.
          ConditionExpression:
            "attribute_not_exists(pk) OR #ttl < :now OR (attribute_not_exists(answer) AND lockedUntil < :now AND #hash = :hash)",
          ExpressionAttributeNames: { "#ttl": "ttl", "#hash": "hash" },
          ExpressionAttributeValues: { ":now": { N: String(now) }, ":hash": { S: hash } },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return { state: "begun" };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return found(error.Item ?? {}, hash);
      throw error;
    }
  }

  /** Keeps the answer to a request that has begun. */
  public async finish(key: string, answer: string): Promise<void> {
    await this.client.send(
      new UpdateItemCommand({
        TableName: this.table,
        Key: keyOf(key),
        UpdateExpression: "SET answer = :answer, #ttl = :ttl",
        ExpressionAttributeNames: { "#ttl": "ttl" },
        ExpressionAttributeValues: { ":answer": { S: answer }, ":ttl": this.ttl(this.seconds()) },
      }),
    );
  }

  /** Gives a key back of a request that failed by no fault of its sender: it may be made again. */
  public async abandon(key: string): Promise<void> {
    await this.client.send(
      new DeleteItemCommand({
        TableName: this.table,
        Key: keyOf(key),
        ConditionExpression: "attribute_not_exists(answer)",
      }),
    );
  }

  private seconds(): number {
    return Math.floor(Date.parse(this.clock()) / 1000);
  }

  private ttl(now: number): { readonly N: string } {
    return { N: String(now + KEPT_SECONDS) };
  }
}

const keyOf = (key: string): Item => ({ pk: { S: `IDEMPOTENCY#${key}` }, sk: { S: "ANSWER" } });

function found({ hash, answer }: Item, asked: string): Begun {
  if (hash?.S !== asked) return { state: "other" };
  return answer?.S === undefined ? { state: "running" } : { state: "finished", answer: answer.S };
}
