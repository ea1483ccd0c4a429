import { type AttributeValue, DeleteItemCommand, type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { repositoryKey } from "../../../contracts/aiops/repository-record";
import type { RepositoryClaims, RepositoryKey } from "../../../governance/repositories";
import { unlessOutrun } from "../../application-store/unless-outrun";

/** Claims on the work at repositories: an item beside the record, which whoever holds it removes, and which lapses. */
export class ClaimTable implements RepositoryClaims {
  private readonly held = new Map<string, string>();

  public constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly clock: () => string,
  ) {}

  public claim(key: RepositoryKey, until: string): Promise<boolean> {
    const holder = randomUUID();
    return unlessOutrun(async () => {
      await this.client.send(
        new PutItemCommand({
          TableName: this.table,
          Item: { ...claimKey(key), holder: { S: holder }, until: { S: until } },
          ConditionExpression: "attribute_not_exists(pk) OR #until < :now",
          // A word that DynamoDB may come to reserve.
          ExpressionAttributeNames: { "#until": "until" },
          ExpressionAttributeValues: { ":now": { S: this.clock() } },
        }),
      );
      this.held.set(nameOf(key), holder);
    });
  }

  public async release(key: RepositoryKey): Promise<void> {
    const holder = this.held.get(nameOf(key));
    this.held.delete(nameOf(key));
    if (holder === undefined) return;
    await unlessOutrun(() =>
      this.client.send(
        new DeleteItemCommand({
          TableName: this.table,
          Key: claimKey(key),
          ConditionExpression: "holder = :holder",
          ExpressionAttributeValues: { ":holder": { S: holder } },
        }),
      ),
    );
  }
}

const nameOf = ({ useCase, repository }: RepositoryKey): string => `${useCase} ${repository}`;

function claimKey({ useCase, repository }: RepositoryKey): Record<string, AttributeValue> {
  const { pk, sk } = repositoryKey(useCase, repository);
  return { pk: { S: pk }, sk: { S: `CLAIM#${sk}` } };
}
