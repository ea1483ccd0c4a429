import { GetProjectCommand, ListEnvironmentsCommand, type ProjectSummary } from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import { readMark, rebuiltRecord, type LostProject, type ProjectRecord } from "../../../governance/project-requests";
import { orNothing, type ProjectDomain } from "./domain";
import { isOurs } from "./look";
import type { Directory } from "./people";
import { allProjects } from "./places";

/** Projects that carry a mark of the application and were created by it, by the id of their request. */
export async function markedProjects(
  domain: ProjectDomain,
  directory: Directory,
): Promise<ReadonlyMap<string, ProjectSummary>> {
  const marked = new Map<string, ProjectSummary>();
  for (const project of await allProjects(domain)) {
    const mark = readMark(project.description ?? "");
    if (mark === undefined || project.projectStatus === "DELETING") continue;
    if (await isOurs(domain, directory, project)) marked.set(mark.requestId, project);
  }
  return marked;
}

/** Record of a project whose record was lost; nothing where the project is gone by now. */
export async function recordOf(
  domain: ProjectDomain,
  directory: Directory,
  { id = "", name = "", description = "" }: ProjectSummary,
): Promise<ProjectRecord | undefined> {
  const { client, settings } = domain;
  const mark = readMark(description);
  if (mark === undefined) return undefined;
  const on = { domainIdentifier: settings.domainId };
  const found = await orNothing(() => client.send(new GetProjectCommand({ ...on, identifier: id })));
  // A list may lag behind a deletion.
  if (found === undefined || found.projectStatus === "DELETING") return undefined;
  const { members, kept } = await directory.membersOf(id);
  const { units } = settings.names;
  const askingRole = settings.askingRoles.find(({ groupId }) => kept.includes(groupId));
  return rebuiltRecord({
    ...{ mark, projectId: id, name },
    createdAt: (found.createdAt ?? new Date(0)).toISOString(),
    unit: keyOf(units, found.domainUnitId ?? ""),
    profile: await directory.profiles.keyOf(found.projectProfileId ?? ""),
    members: members.filter((member) => !kept.includes(member.id)),
    placement: await placementOf(domain, id),
    ...(askingRole === undefined ? {} : { askingRole }),
  });
}

const keyOf = (ids: Readonly<Record<string, string>>, id: string): string =>
  Object.keys(ids).find((key) => ids[key] === id) ?? id;

async function placementOf(
  { client, settings }: ProjectDomain,
  projectIdentifier: string,
): Promise<LostProject["placement"]> {
  const on = { domainIdentifier: settings.domainId, projectIdentifier };
  const environments = await allPages(
    (nextToken) => client.send(new ListEnvironmentsCommand({ ...on, nextToken })),
    ({ items }) => items,
  );
  const resolved = environments.map(({ name = "", awsAccountId = "", awsAccountRegion = "" }) => ({
    ...{ configuration: name, accountId: awsAccountId, region: awsAccountRegion },
    poolId: "",
  }));
  const [accountId, ...others] = new Set(resolved.map((one) => one.accountId));
  const isOne = (accountId as string | undefined) !== undefined && others.length === 0;
  return { resolved, revision: 0, claimed: true, ...(isOne ? { accountId } : {}) };
}
