import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { ProjectRecord } from "../../governance/project-requests";
import type { KnownLifetime } from "../../governance/reports";
import { ItemLists, type ListEntry } from "../application-store/item-lists";
import { PROJECT } from "../application-store/project-item";

/** Entries that are read at once. */
const PART = 500;
/** Phases in which there is no project any more. */
const OVER: readonly string[] = ["retired", "failed", "rejected"];

/**
 * Ends of the projects that people have asked for, as `functions/application-projects/store/project-table.ts` stores them.
 *
 * It asks the list of all requests for projects, and reads the records of those that have a project: the list does not hold the end.
 *
 * @throws whatever DynamoDB throws: an end that is not known would be taken for none
 */
export async function readLifetimes(client: DynamoDBClient, table: string): Promise<KnownLifetime[]> {
  const lists = new ItemLists<ProjectRecord>(client, table, PROJECT);
  const found: KnownLifetime[] = [];
  let entries: ListEntry[] = [];
  do {
    entries = await lists.entries({ by: "all" }, { behind: entries.at(-1)?.place, limit: PART });
    const records = await lists.records(entries.filter(hasProject).map(({ requestId }) => requestId));
    for (const { projectId, endsAt } of records)
      if (projectId !== undefined) found.push({ projectId, ...(endsAt === undefined ? {} : { endsAt }) });
  } while (entries.length === PART);
  return found;
}

const hasProject = ({ consumerProjectId, phase }: ListEntry): boolean =>
  consumerProjectId !== "" && !OVER.includes(phase);
