import { type DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { PromotionPorts, PromotionsRecord } from "../../../governance/promotions";
import { unlessOutrun } from "../../application-store/unless-outrun";

const keyOf = (useCase: string) => ({ pk: { S: `PROMOTION#${useCase}` }, sk: { S: "RECORD" } });

/** Records of promotions in the table of AI operations: one item for each use case, written over the revision that was read. */
export class PromotionTable {
  public constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly clock: () => string,
  ) {}

  public readonly load: PromotionPorts["store"]["load"] = async (useCase) => {
    const { Item: item } = await this.client.send(
      // What was stored a moment ago is decided on: a read that lags behind would decide twice.
      new GetItemCommand({ TableName: this.table, Key: keyOf(useCase), ConsistentRead: true }),
    );
    return item?.record?.S === undefined ? undefined : (JSON.parse(item.record.S) as PromotionsRecord);
  };

  public readonly save: PromotionPorts["store"]["save"] = (record) => {
    const next: PromotionsRecord = { ...record, revision: record.revision + 1 };
    const isNew = record.revision === 0;
    return unlessOutrun(() =>
      this.client.send(
        new PutItemCommand({
          TableName: this.table,
          Item: {
            ...keyOf(record.useCase),
            revision: { N: String(next.revision) },
            record: { S: JSON.stringify(next) },
            changedAt: { S: this.clock() },
          },
          ConditionExpression: isNew ? "attribute_not_exists(pk)" : "revision = :revision",
          ...(isNew ? {} : { ExpressionAttributeValues: { ":revision": { N: String(record.revision) } } }),
        }),
      ),
    );
  };

  /**
   * Says when a use case is to be looked at again.
   *
   * @returns false where a look is said for before that time already: whoever said it has set the timer
   */
  public schedule(useCase: string, due: string): Promise<boolean> {
    return unlessOutrun(() =>
      this.client.send(
        new UpdateItemCommand({
          TableName: this.table,
          Key: { ...keyOf(useCase), sk: { S: "TIMER" } },
          UpdateExpression: "SET due = :due",
          ConditionExpression: "attribute_not_exists(due) OR due <= :now OR due > :due",
          ExpressionAttributeValues: { ":due": { S: due }, ":now": { S: this.clock() } },
        }),
      ),
    );
  }
}
