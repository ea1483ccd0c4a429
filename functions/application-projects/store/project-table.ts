import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { allPages } from "../../../aws/pages";
import { APPLICATION_TABLE } from "../../../contracts/application/table";
import type { ProjectRecord, ProjectStore } from "../../../governance/project-requests";
import { ItemKind, type Item } from "../../application-store/item-kind";
import { ItemLists } from "../../application-store/item-lists";

/** Partition of the index: requests for projects. */
const DUE_PROJECTS = "PROJECTS";
/** Requests for projects in the application's table. */
const PROJECT = new ItemKind("PROJECT");
/** Items of a page. */
const PAGE = 500;
/** A time after every other: with it the index tells all that is open. */
const EVER = "9999";

/**
 * Records of projects in the application's table, whose layout is {@link APPLICATION_TABLE}.
 *
 * A record that is stored is due at once, so that the sweep finds what was cut off; {@link schedule} says when nothing is to be done
 * before.
 */
export class ProjectTable implements ProjectStore {
  /** Lists of requests, the newest first. */
  public readonly lists: ItemLists<ProjectRecord>;

  public constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly clock: () => string,
  ) {
    this.lists = new ItemLists(client, table, PROJECT);
  }

  public async load(requestId: string): Promise<ProjectRecord | undefined> {
    const { Item: item } = await this.client.send(
      // What was stored a moment ago is decided on: a read that lags behind would decide twice.
      new GetItemCommand({ TableName: this.table, Key: PROJECT.keyOf(requestId), ConsistentRead: true }),
    );
    return item?.record?.S === undefined ? undefined : (JSON.parse(item.record.S) as ProjectRecord);
  }

  public async save(record: ProjectRecord): Promise<boolean> {
    const next: ProjectRecord = { ...record, revision: record.revision + 1 };
    const isOpen = next.endedAt === undefined;
    const isNew = record.revision === 0;
    return unlessOutrun(() =>
      this.client.send(
        new PutItemCommand({
          TableName: this.table,
          Item: {
            ...PROJECT.keyOf(record.requestId),
            revision: { N: String(next.revision) },
            phase: { S: next.phase },
            record: { S: JSON.stringify(next) },
            ...listAttributes(next),
            ...(isOpen ? { duePk: { S: DUE_PROJECTS }, due: { S: this.clock() } } : {}),
          },
          ConditionExpression: isNew ? "attribute_not_exists(pk)" : "revision = :revision",
          ...(isNew ? {} : { ExpressionAttributeValues: { ":revision": { N: String(record.revision) } } }),
        }),
      ),
    );
  }

  /**
   * Says when a record is to be looked at again; one that somebody has stored since stays due as it is.
   *
   * @returns false where a look is scheduled before that time already: who scheduled it has set the timer
   */
  public schedule({ requestId, revision }: ProjectRecord, due: string): Promise<boolean> {
    return unlessOutrun(() =>
      this.client.send(
        new UpdateItemCommand({
          TableName: this.table,
          Key: PROJECT.keyOf(requestId),
          UpdateExpression: "SET due = :due",
          ConditionExpression: "revision = :revision AND attribute_exists(due) AND (due <= :now OR due > :due)",
          ExpressionAttributeValues: {
            ":due": { S: due },
            ":now": { S: this.clock() },
            ":revision": { N: String(revision) },
          },
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
            IndexName: APPLICATION_TABLE.indexes.due.name,
            KeyConditionExpression: "duePk = :projects AND due <= :until",
            ExpressionAttributeValues: { ":projects": { S: DUE_PROJECTS }, ":until": { S: until } },
            ProjectionExpression: "pk",
            Limit: PAGE,
            ExclusiveStartKey: startKey === undefined ? undefined : (JSON.parse(startKey) as Record<string, never>),
          }),
        );
        return { ...page, nextToken: page.LastEvaluatedKey && JSON.stringify(page.LastEvaluatedKey) };
      },
      ({ Items }) => Items,
    );
    return items.map(({ pk }) => PROJECT.valueOf(pk));
  }

  /** Ids of all requests that have not ended. */
  public open(): Promise<string[]> {
    return this.due(EVER);
  }
}

/** Attributes by which lists find a record. */
function listAttributes({ requestId, requester, askedAt, phase, wish, projectId }: ProjectRecord): Item {
  const values = { requester, unit: wish.unit, state: phase, consumer: projectId };
  return PROJECT.listAttributes(values, `${askedAt}#${requestId}`);
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
