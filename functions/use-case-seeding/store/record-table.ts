import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { repositoryKey, repositoryRecord, type RepositoryRecord } from "../../../contracts/aiops/repository-record";
import type { RepositoryKey, RepositoryStore } from "../../../governance/repositories";
import { unlessOutrun } from "../../application-store/unless-outrun";

/** Records of repositories in the table of AI operations. */
export class RecordTable implements RepositoryStore {
  public constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
  ) {}

  /** A record of another version of the function counts as none: everything in it is seen again, and people may be told again. */
  public async load({ useCase, repository }: RepositoryKey): Promise<RepositoryRecord | undefined> {
    const { pk, sk } = repositoryKey(useCase, repository);
    const { Item: item } = await this.client.send(
      new GetItemCommand({ TableName: this.table, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
    );
    if (item?.record?.S === undefined) return undefined;
    const read = repositoryRecord.safeParse(JSON.parse(item.record.S));
    if (read.success) return read.data;
    const blank = { reasons: [], notes: [], environments: [], lookedAt: EPOCH, changedAt: EPOCH };
    return { format: 1, revision: Number(item.revision.N ?? 0), useCase, repository, state: "waiting", ...blank };
  }

  public save(record: RepositoryRecord): Promise<boolean> {
    const { useCase, repository, revision, state } = record;
    const { pk, sk } = repositoryKey(useCase, repository);
    const next: RepositoryRecord = { ...record, revision: revision + 1 };
    const isNew = revision === 0;
    return unlessOutrun(() =>
      this.client.send(
        new PutItemCommand({
          TableName: this.table,
          Item: {
            ...{ pk: { S: pk }, sk: { S: sk }, state: { S: state } },
            revision: { N: String(next.revision) },
            record: { S: JSON.stringify(next) },
          },
          ConditionExpression: isNew ? "attribute_not_exists(pk)" : "revision = :revision",
          ...(isNew ? {} : { ExpressionAttributeValues: { ":revision": { N: String(revision) } } }),
        }),
      ),
    );
  }
}

const EPOCH = "1970-01-01T00:00:00.000Z";
