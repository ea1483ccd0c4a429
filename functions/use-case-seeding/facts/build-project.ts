import {
  type DataZoneClient,
  GetEnvironmentCommand,
  GetProjectCommand,
  type GetProjectOutput,
  ListConnectionsCommand,
  ListEnvironmentsCommand,
  ListProjectsCommand,
} from "@aws-sdk/client-datazone";
import { isDenied, isNotFound } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import type { ProjectEnvironment, ProjectView } from "../../../governance/repositories";

/** A domain, and who asks it. */
export interface Domain {
  readonly client: DataZoneClient;
  readonly domainId: string;
}

/** Form of a project's name; the service does not search for others. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_ListProjects.html */
const NAME = /^[\w -]{1,64}$/;
/** Connection through which the base of a project is found: it need not be called Tooling (field evidence, section 5). */
const BASE_CONNECTION = /^(project|default)\.iam$/;
/** Output of the base environment, as programs of others read it (reference `governance.md`, section 1). */
const USER_ROLE = "userRoleArn";

/** The project of an exact name, with what of it the repositories name. */
export async function buildProject(domain: Domain, name: string): Promise<ProjectView> {
  const ids = await projectsNamed(domain, name);
  if (ids.length > 1) return { is: "ambiguous", ids };
  const { client, domainId } = domain;
  const [identifier] = ids;
  const on = { domainIdentifier: domainId };
  const found =
    identifier === undefined
      ? undefined
      : await orUnseen(() => client.send(new GetProjectCommand({ ...on, identifier })));
  if (found === undefined) return { is: "missing" };
  const environments = await environmentsOf(domain, identifier);
  const userRoleArn = environments.length === 0 ? undefined : await userRoleOf(domain, identifier);
  return {
    ...{ is: "there", id: identifier, environments },
    ...{ deployment: deploymentOf(found, environments), failures: failuresOf(found) },
    ...(userRoleArn === undefined ? {} : { userRoleArn }),
  };
}

/** Ids of the projects of an exact name: the service's filter may find more. */
export async function projectsNamed({ client, domainId }: Domain, name: string): Promise<string[]> {
  if (!NAME.test(name)) return [];
  const found = await allPages(
    (nextToken) => client.send(new ListProjectsCommand({ domainIdentifier: domainId, name, nextToken })),
    ({ items }) => items,
  );
  return found.filter((one) => one.name === name && one.projectStatus !== "DELETING").flatMap(({ id }) => id ?? []);
}

async function environmentsOf({ client, domainId }: Domain, projectIdentifier: string): Promise<ProjectEnvironment[]> {
  const found = await allPages(
    (nextToken) =>
      client.send(new ListEnvironmentsCommand({ domainIdentifier: domainId, projectIdentifier, nextToken })),
    ({ items }) => items,
  );
  return found
    .filter(({ status }) => status !== "DELETED" && status !== "DELETING")
    .map(({ name = "", status = "", awsAccountId: account = "", awsAccountRegion: region = "" }) => ({
      ...{ name, status, account, region },
    }));
}

async function userRoleOf({ client, domainId }: Domain, projectIdentifier: string): Promise<string | undefined> {
  const on = { domainIdentifier: domainId };
  const connections = await allPages(
    (nextToken) => client.send(new ListConnectionsCommand({ ...on, projectIdentifier, type: "IAM", nextToken })),
    ({ items }) => items,
  );
  const identifier = connections.find(({ name = "" }) => BASE_CONNECTION.test(name))?.environmentId;
  if (identifier === undefined) return undefined;
  const base = await orUnseen(() => client.send(new GetEnvironmentCommand({ ...on, identifier })));
  return base?.provisionedResources?.find(({ name }) => name === USER_ROLE)?.value;
}

function deploymentOf(
  { environmentDeploymentDetails }: GetProjectOutput,
  environments: readonly ProjectEnvironment[],
): Extract<ProjectView, { is: "there" }>["deployment"] {
  const status = environmentDeploymentDetails?.overallDeploymentStatus;
  if (status === "SUCCESSFUL") return "done";
  if (status?.startsWith("FAILED") === true) return "failed";
  // A project without environments has no deployment at all.
  return status === undefined && environments.length === 0 ? "none" : "under-way";
}

function failuresOf({ environmentDeploymentDetails, failureReasons = [] }: GetProjectOutput): string[] {
  const ofEnvironments = Object.values(environmentDeploymentDetails?.environmentFailureReasons ?? {}).flat();
  return [...ofEnvironments, ...failureReasons].flatMap(({ message }) => message ?? []);
}

/** The answer; nothing where the function may not see it, for then it is none that it could work for. */
async function orUnseen<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error) || isDenied(error)) return undefined;
    throw error;
  }
}
