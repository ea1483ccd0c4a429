import {
  GetProjectCommand,
  ListEnvironmentsCommand,
  ListProjectMembershipsCommand,
  ListProjectsCommand,
  type ProjectMember,
  type ProjectSummary,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { KnownEnvironment, KnownMember, KnownProject } from "../../governance/reports";
import { type DomainReader, eachAtOnce, type Gaps, PAGE } from "./reader";

/** Members by the kind of their profile. */
export interface Members {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Projects with members, environments and tags; and the profiles of the members. */
export async function readProjects(
  reader: DomainReader,
  gaps: Gaps,
): Promise<{ projects: KnownProject[]; members: Members }> {
  const { clients, domainId: domainIdentifier } = reader;
  const summaries = await allPages(
    (nextToken) => clients.projects.send(new ListProjectsCommand({ domainIdentifier, maxResults: PAGE, nextToken })),
    ({ items }) => items,
  );
  const users = new Set<string>();
  const groups = new Set<string>();
  const projects = await eachAtOnce(summaries, reader.concurrency, async (summary) => {
    const { id = "" } = summary;
    const [members, environments, tags] = await Promise.all([
      readMembers(reader, id, gaps),
      readEnvironments(reader, id, gaps),
      readTags(reader, id, gaps),
    ]);
    for (const { memberDetails } of members ?? []) {
      if (memberDetails?.user?.userId !== undefined) users.add(memberDetails.user.userId);
      if (memberDetails?.group?.groupId !== undefined) groups.add(memberDetails.group.groupId);
    }
    return knownProject(summary, { members: members?.flatMap(knownMember), environments, tags });
  });
  return { projects, members: { users: [...users], groups: [...groups] } };
}

function knownProject(
  { id = "", name = id, domainUnitId = "", projectStatus = "ACTIVE", createdAt }: ProjectSummary,
  { members, environments, tags }: Pick<KnownProject, "members" | "environments" | "tags">,
): KnownProject {
  return {
    id,
    name,
    unitId: domainUnitId,
    status: projectStatus,
    ...(createdAt === undefined ? {} : { createdAt: createdAt.toISOString() }),
    ...(members === undefined ? {} : { members }),
    ...(environments === undefined ? {} : { environments }),
    ...(tags === undefined ? {} : { tags }),
  };
}

function readMembers(
  reader: DomainReader,
  projectIdentifier: string,
  gaps: Gaps,
): Promise<ProjectMember[] | undefined> {
  const { clients, domainId: domainIdentifier } = reader;
  return gaps.orGap(`project ${projectIdentifier}`, "its members are not known", () =>
    allPages(
      (nextToken) =>
        clients.projects.send(
          new ListProjectMembershipsCommand({ domainIdentifier, projectIdentifier, maxResults: PAGE, nextToken }),
        ),
      (page) => page.members,
    ),
  );
}

function knownMember({ memberDetails, designation }: ProjectMember): KnownMember[] {
  const principalId = memberDetails?.user?.userId ?? memberDetails?.group?.groupId;
  // A designation that the pinned SDK does not know is told as it is.
  return principalId === undefined ? [] : [{ principalId, designation: designation as KnownMember["designation"] }];
}

async function readEnvironments(
  reader: DomainReader,
  projectIdentifier: string,
  gaps: Gaps,
): Promise<KnownEnvironment[] | undefined> {
  const { clients, domainId: domainIdentifier } = reader;
  const found = await gaps.orGap(`project ${projectIdentifier}`, "its environments are not known", () =>
    allPages(
      (nextToken) =>
        clients.environments.send(
          new ListEnvironmentsCommand({ domainIdentifier, projectIdentifier, maxResults: PAGE, nextToken }),
        ),
      ({ items }) => items,
    ),
  );
  return found?.map(({ id = "", awsAccountId = "", awsAccountRegion = "", status = "ACTIVE" }) => ({
    id,
    accountId: awsAccountId,
    region: awsAccountRegion,
    status,
  }));
}

async function readTags(
  { clients, domainId: domainIdentifier }: DomainReader,
  identifier: string,
  gaps: Gaps,
): Promise<Record<string, string> | undefined> {
  const project = await gaps.orGap(`project ${identifier}`, "its tags are not known", () =>
    clients.projects.send(new GetProjectCommand({ domainIdentifier, identifier })),
  );
  if (project === undefined) return undefined;
  return Object.fromEntries((project.resourceTags ?? []).map(({ key = "", value = "" }) => [key, value]));
}
