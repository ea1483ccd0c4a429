import type { DomainView } from "../../governance/reports";
import { readFilters } from "./filters";
import { readGrants } from "./grants";
import { readPublished } from "./listings";
import { readPrincipals } from "./profiles";
import { ofPersons, personsNamed } from "./persons";
import { readProjects } from "./projects";
import { type DomainReader, Gaps, isSameRole } from "./reader";
import { readRequests } from "./requests";
import { readSubscriptions } from "./subscriptions";
import { readUnits } from "./units";

export { oneClient, type DomainReader, type ReadFamily, type ReadingClient } from "./reader";

/**
 * Reads everything of a domain that reports are made of. Writes nothing. What is refused becomes a gap; any other fault ends it, for half
 * a report is taken for a whole one.
 *
 * Of answers only what reports tell is kept: 10,000 subscriptions take some ten megabytes, their forms would take hundreds.
 *
 * @param isOver - Tells whether the application has seen that nothing is left of what came of a request: its grants are not asked for.
 */
export async function readDomain(
  reader: DomainReader,
  isOver: (requestId: string) => boolean = () => false,
): Promise<DomainView> {
  const gaps = new Gaps();
  const readAt = reader.clock();
  const [{ units, owners }, { projects, members }, published] = await Promise.all([
    readUnits(reader, gaps),
    readProjects(reader, gaps),
    readPublished(reader, gaps),
  ]);
  const projectIds = projects.map(({ id }) => id);
  const [requests, subscriptions] = await Promise.all([
    readRequests(reader, projectIds, gaps),
    readSubscriptions(reader, projectIds, gaps),
  ]);
  const reviewers = requests.flatMap(({ requesterId, reviewerId = "" }) => [requesterId, reviewerId]);
  const named = {
    users: [...members.users, ...owners.users, ...reviewers, ...personsNamed(requests, reader)],
    groups: [...members.groups, ...owners.groups],
  };
  const [grants, filters, principals] = await Promise.all([
    readGrants(reader, { projectIds, subscriptions, isOver }, gaps),
    readFilters(reader, subscriptions, gaps),
    readPrincipals(reader, named, gaps),
  ]);
  const view = { domainId: reader.domainId, readAt, principals, units, projects, published };
  const complete = { ...view, requests: ofPersons(requests, principals, reader), subscriptions, grants, filters };
  addUnseen(complete, reader, gaps);
  return { ...complete, gaps: gaps.list() };
}

/** Projects that the reader is not a member of: the service leaves out what is between them, without a word. */
function addUnseen(
  { projects, principals }: Pick<DomainView, "projects" | "principals">,
  { readerArn }: DomainReader,
  gaps: Gaps,
): void {
  if (readerArn === undefined) return;
  const own = new Set(principals.filter(({ name }) => isSameRole(name, readerArn)).map(({ id }) => id));
  for (const { id, name, members } of projects)
    if (members !== undefined && !members.some(({ principalId }) => own.has(principalId)))
      gaps.add(
        `project ${id}`,
        `${readerArn} is not a member of ${name}: requests and subscriptions between projects that it is not a member of are missing`,
      );
}
