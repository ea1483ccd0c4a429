import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { allPages } from "../../../aws/pages";
import { APPLICATION_TABLE } from "../../../contracts/application/table";
import type { Claim, Claimed, ProjectClaims } from "../../../governance/project-requests";

/** Attribute by which DynamoDB removes claims that were left behind (seconds since 1970). */
const EXPIRES = APPLICATION_TABLE.timeToLive;
const REQUEST = "REQUEST#";
const partition = (subject: string): AttributeValue => ({ S: `CLAIM#${subject}` });
const claimKey = (subject: string, requestId: string) => ({ pk: partition(subject), sk: { S: REQUEST + requestId } });
const revisionKey = (subject: string) => ({ pk: partition(subject), sk: { S: "REVISION" } });
const seconds = (time: string): string => String(Math.floor(Date.parse(time) / 1000));

/**
 * Claims in the application's table: an item for each request that claims a subject, and one that counts the changes. A claim writes
 * both at once, over the count that was read: of two who claim the last room one is refused.
 */
export class ClaimTable implements ProjectClaims {
  public constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly clock: () => string,
  ) {}

  public async look(subjects: readonly string[], requestId: string): Promise<Record<string, Claimed>> {
    const found = await Promise.all(subjects.map((subject) => this.claimed(subject, requestId)));
    return Object.fromEntries(subjects.map((subject, index) => [subject, found[index]]));
  }

  public async claim(requestId: string, claims: readonly Claim[], until: string): Promise<boolean> {
    try {
      const writes = claims.flatMap((claim) => this.writes(requestId, claim, until));
      await this.client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
      return true;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      // The claims may have been made before, with an answer that was lost.
      return this.lasts(requestId, claims, until);
    }
  }

  public async release(requestId: string, subjects: readonly string[]): Promise<void> {
    for (const subject of subjects)
      await this.client.send(new DeleteItemCommand({ TableName: this.table, Key: claimKey(subject, requestId) }));
  }

  private async claimed(subject: string, requestId: string): Promise<Claimed> {
    const items = await allPages(
      async (startKey) => {
        const page = await this.client.send(
          new QueryCommand({
            TableName: this.table,
            KeyConditionExpression: "pk = :subject",
            ExpressionAttributeValues: { ":subject": partition(subject) },
            ConsistentRead: true,
            ExclusiveStartKey: startKey === undefined ? undefined : (JSON.parse(startKey) as Record<string, never>),
          }),
        );
        return { ...page, nextToken: page.LastEvaluatedKey && JSON.stringify(page.LastEvaluatedKey) };
      },
      ({ Items }) => Items,
    );
    const revision = Number(items.find(({ sk }) => sk.S === "REVISION")?.revision.N ?? 0);
    // DynamoDB removes what has expired within days, not at once.
    const now = Number(seconds(this.clock()));
    const others = items.filter(
      ({ sk, [EXPIRES]: expires }) =>
        sk.S?.startsWith(REQUEST) === true && sk.S !== REQUEST + requestId && Number(expires.N) > now,
    );
    return {
      revision,
      weight: others.reduce((sum, { weight }) => sum + Number(weight.N), 0),
      requests: others.map(({ sk }) => sk.S?.slice(REQUEST.length) ?? ""),
    };
  }

  private writes(requestId: string, { subject, weight, revision }: Claim, until: string): TransactWriteItem[] {
    const item = { ...claimKey(subject, requestId), weight: { N: String(weight) }, [EXPIRES]: { N: seconds(until) } };
    return [
      { Put: { TableName: this.table, Item: item } },
      {
        Update: {
          TableName: this.table,
          Key: revisionKey(subject),
          UpdateExpression: "SET revision = :next",
          ConditionExpression: revision === 0 ? "attribute_not_exists(pk)" : "revision = :seen",
          ExpressionAttributeValues: {
            ":next": { N: String(revision + 1) },
            ...(revision === 0 ? {} : { ":seen": { N: String(revision) } }),
          },
        },
      },
    ];
  }

  /** Makes claims last that the request has already. @returns false where it does not have all of them */
  private async lasts(requestId: string, claims: readonly Claim[], until: string): Promise<boolean> {
    for (const { subject } of claims) {
      const { Item: item } = await this.client.send(
        new GetItemCommand({ TableName: this.table, Key: claimKey(subject, requestId), ConsistentRead: true }),
      );
      if (item === undefined) return false;
    }
    for (const { subject } of claims)
      await this.client.send(
        new UpdateItemCommand({
          TableName: this.table,
          Key: claimKey(subject, requestId),
          UpdateExpression: "SET #expires = :until",
          // A reserved word of DynamoDB.
          ExpressionAttributeNames: { "#expires": EXPIRES },
          ExpressionAttributeValues: { ":until": { N: seconds(until) } },
        }),
      );
    return true;
  }
}
