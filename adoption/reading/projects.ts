import {
  GetProjectCommand,
  ListEnvironmentsCommand,
  ListProjectMembershipsCommand,
  ListProjectsCommand,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { LiveProject } from "../live";
import type { AccountClients } from "./access";
import { eachOf, sortedBy } from "./order";
import { readSources } from "./sources";

/** Projects with their members, the places of their environments, connections and data sources. */
export async function readProjects(
  clients: AccountClients,
  domainId: string,
  rootUnitId: string,
): Promise<LiveProject[]> {
  const summaries = await allPages(
    (nextToken) => clients.datazone.send(new ListProjectsCommand({ domainIdentifier: domainId, nextToken })),
    (page) => page.items,
  );
  const projects = await eachOf(summaries, ({ id = "" }) => readProject(clients, domainId, id, rootUnitId));
  return sortedBy(projects, ({ name }) => name);
}

async function readProject(
  clients: AccountClients,
  domainIdentifier: string,
  id: string,
  rootUnitId: string,
): Promise<LiveProject> {
  const live = await clients.datazone.send(new GetProjectCommand({ domainIdentifier, identifier: id }));
  const own = (live.resourceTags ?? []).filter(({ source }) => source !== "PROJECT_PROFILE");
  return {
    id,
    name: live.name ?? "",
    description: live.description,
    status: live.projectStatus ?? "ACTIVE",
    unitId: live.domainUnitId ?? rootUnitId,
    profileId: live.projectProfileId,
    category: live.projectCategory,
    glossaryTermIds: live.glossaryTerms ?? [],
    resourceTags: Object.fromEntries(
      sortedBy(own, ({ key = "" }) => key).map(({ key = "", value = "" }) => [key, value]),
    ),
    userParameters: live.userParameters ?? [],
    environments: await readEnvironments(clients, domainIdentifier, id),
    members: await readMembers(clients, domainIdentifier, id),
    sources: await readSources(clients, domainIdentifier, id),
  };
}

async function readEnvironments(
  { datazone }: AccountClients,
  domainIdentifier: string,
  projectIdentifier: string,
): Promise<LiveProject["environments"]> {
  const items = await allPages(
    (nextToken) => datazone.send(new ListEnvironmentsCommand({ domainIdentifier, projectIdentifier, nextToken })),
    (page) => page.items,
  );
  const places = items.map(({ name = "", awsAccountId = "", awsAccountRegion = "" }) => ({
    name,
    accountId: awsAccountId,
    region: awsAccountRegion,
  }));
  return sortedBy(places, ({ name }) => name);
}

async function readMembers(
  { datazone }: AccountClients,
  domainIdentifier: string,
  projectIdentifier: string,
): Promise<LiveProject["members"]> {
  const members = await allPages(
    (nextToken) => datazone.send(new ListProjectMembershipsCommand({ domainIdentifier, projectIdentifier, nextToken })),
    (page) => page.members,
  );
  const live = members.map(({ memberDetails, designation }) => {
    const { user, group } = memberDetails ?? {};
    const member =
      group === undefined
        ? { type: "user" as const, profileId: user?.userId ?? "" }
        : { type: "group" as const, profileId: group.groupId ?? "" };
    return { ...member, designation: designation ?? "" };
  });
  return sortedBy(live, ({ type, profileId }) => `${type} ${profileId}`);
}
