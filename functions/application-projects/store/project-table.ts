import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { ProjectRecord, ProjectStore } from "../../../governance/project-requests";
import type { Item } from "../../application-store/item-kind";
import { ItemLists } from "../../application-store/item-lists";
import { PROJECT } from "../../application-store/project-item";
import { RecordTable } from "../../application-store/record-table";

/** Partition of the index: requests for projects. */
const DUE_PROJECTS = "PROJECTS";
/** A time after every other: with it the index tells all that is open. */
const EVER = "9999";

/** Records of projects in the application's table. */
export class ProjectTable extends RecordTable<ProjectRecord> implements ProjectStore {
  /** Lists of requests, the newest first. */
  public readonly lists: ItemLists<ProjectRecord>;

  public constructor(client: DynamoDBClient, table: string, clock: () => string) {
    super(client, table, clock, {
      ...{ kind: PROJECT, duePartition: DUE_PROJECTS, listAttributes },
      isOpen: ({ endedAt }) => endedAt === undefined,
    });
    this.lists = new ItemLists(client, table, PROJECT);
  }

  /**
   * Says when a record is to be looked at again; one that somebody has stored since stays due as it is.
   *
   * @returns false where a look is scheduled before that time already: who scheduled it has set the timer
   */
  public schedule(record: ProjectRecord, due: string): Promise<boolean> {
    return this.dueAt(record, due, { condition: "due <= :now OR due > :due", values: { ":now": { S: this.clock() } } });
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
