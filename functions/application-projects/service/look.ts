import {
  GetProjectCommand,
  type GetProjectOutput,
  ListProjectsCommand,
  type ProjectSummary,
} from "@aws-sdk/client-datazone";
import { isDenied, lacksPermission, saidBy } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import {
  askingRoleOf,
  readMark,
  type FailureReason,
  type LiveProject,
  type ProjectRecord,
} from "../../../governance/project-requests";
import { orNothing, type ProjectDomain } from "./domain";
import type { Directory } from "./people";
import { reasonOf } from "./refusals";
import { usesOf } from "./uses";

/** The project of a request: by its id, or by its name and mark. */
export async function projectOf(
  domain: ProjectDomain,
  directory: Directory,
  record: ProjectRecord,
): Promise<LiveProject | undefined> {
  const { requestId, wish, failures, phase } = record;
  const gone = failures.map(({ projectId }) => projectId);
  const id = record.projectId ?? (await markedProject(domain, directory, wish.name, requestId, gone));
  if (id === undefined) return undefined;
  const { client, settings } = domain;
  const found = await orNothing(() =>
    client.send(new GetProjectCommand({ domainIdentifier: settings.domainId, identifier: id })),
  );
  if (found === undefined) return undefined;
  const project = liveProject(found);
  if (project.status !== "there") return project;
  try {
    return {
      ...project,
      ...(phase === "members" || phase === "active" ? await directory.membersOf(id, askingRoleOf(record)) : {}),
      hasAskingPool: settings.askingRoles.length > 0,
      ...(phase === "retiring" ? { uses: await usesOf(domain, id) } : {}),
    };
  } catch (error) {
    // What the role's own policy lacks is not for an owner of the project to mend.
    if (!isDenied(error) || lacksPermission(error)) throw error;
    return { ...project, hidden: saidBy(error) };
  }
}

/** Id of the project of an exact name that carries a request's mark. */
export async function markedProject(
  domain: ProjectDomain,
  directory: Directory,
  name: string,
  requestId: string,
  gone: readonly (string | undefined)[] = [],
): Promise<string | undefined> {
  for (const project of await projectsNamed(domain, name)) {
    if (gone.includes(project.id) || readMark(project.description ?? "")?.requestId !== requestId) continue;
    if (await isOurs(domain, directory, project)) return project.id;
  }
  return undefined;
}

/**
 * A mark can be copied into the description of any project; who created it cannot be chosen: the profile of a session of the function's
 * role, or of the role itself. Where the domain does not say whose profile it is, the mark alone counts, unless the function has another
 * profile of its own.
 */
export async function isOurs(
  { settings }: ProjectDomain,
  directory: Directory,
  { createdBy = "" }: ProjectSummary,
): Promise<boolean> {
  const role = createdBy === "" ? undefined : await directory.roleOf(createdBy);
  if (role !== undefined) return role === settings.roleArn;
  const own = await directory.ownUser();
  return own === undefined || createdBy === own;
}

/** Form of a project's name; the service does not search for others. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_ListProjects.html */
const NAME = /^[\w -]{1,64}$/;

/** Projects of an exact name: the service's filter may find more. */
export async function projectsNamed({ client, settings }: ProjectDomain, name: string): Promise<ProjectSummary[]> {
  if (!NAME.test(name)) return [];
  const found = await allPages(
    (nextToken) => client.send(new ListProjectsCommand({ domainIdentifier: settings.domainId, name, nextToken })),
    ({ items }) => items,
  );
  return found.filter((project) => project.name === name);
}

const GOING: Readonly<Record<string, LiveProject["status"]>> = { DELETING: "going", DELETE_FAILED: "deletion-failed" };

function liveProject(found: GetProjectOutput): LiveProject {
  return {
    id: found.id ?? "",
    name: found.name ?? "",
    description: found.description ?? "",
    status: GOING[found.projectStatus ?? ""] ?? "there",
    deployment: deploymentOf(found),
    reasons: reasonsOf(found),
  };
}

/** Course of the deployment of a project. */
export function deploymentOf({ environmentDeploymentDetails }: GetProjectOutput): LiveProject["deployment"] {
  const deployment = environmentDeploymentDetails?.overallDeploymentStatus;
  // A project without environments has no deployment at all; ACTIVE alone does not mean deployed.
  if (deployment === undefined || deployment === "SUCCESSFUL") return "done";
  return deployment.startsWith("FAILED") ? "failed" : "under-way";
}

/** Reasons for which the deployment or the deletion of a project failed. */
export function reasonsOf({ environmentDeploymentDetails, failureReasons = [] }: GetProjectOutput): FailureReason[] {
  const environments = Object.entries(environmentDeploymentDetails?.environmentFailureReasons ?? {});
  return [
    ...environments.flatMap(([configuration, errors]) =>
      errors.map(({ message = "" }) => reasonOf(message, configuration)),
    ),
    ...failureReasons.map(({ message = "" }) => reasonOf(message)),
  ];
}
