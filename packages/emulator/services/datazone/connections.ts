import type {
  CreateConnectionCommandInput,
  DeleteConnectionCommandInput,
  GetConnectionCommandInput,
  ListConnectionsCommandInput,
  UpdateConnectionCommandInput,
} from "@aws-sdk/client-datazone";
import { madeBefore } from "../../client-tokens";
import { conflict, notFound, validationError } from "../../errors";
import { newId } from "../../identifiers";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, domainOf } from "./access";
import { isTooling } from "./blueprints";
import { describedProperties } from "./connection-properties";
import { environmentsOf } from "./environments";
import { refuseUnusableGit } from "./git-connections";
import type { Domain, Environment, Project } from "./model";
import { type MadeConnection, refuseOutsider, sourcesOf } from "./project-sources";
import { projectOf } from "./projects";

const PAGE = 50;

const common = (domain: Domain, project: Project) => ({
  domainId: domain.id,
  domainUnitId: project.domainUnitId,
  projectId: project.id,
  scope: "PROJECT",
});

/** The connection through which a project's tooling is found, whatever its blueprint is called (field evidence, section 5). */
const iamConnection = (domain: Domain, project: Project, tooling: Environment) => ({
  ...common(domain, project),
  connectionId: tooling.id,
  environmentId: tooling.id,
  name: "project.iam",
  physicalEndpoints: [
    { awsLocation: { awsAccountId: tooling.awsAccountId, awsRegion: tooling.awsAccountRegion, accessRole: undefined } },
  ],
  props: { iamProperties: { environmentId: tooling.id } },
  type: "IAM",
});

const madeConnection = (domain: Domain, project: Project, made: MadeConnection) => ({
  ...common(domain, project),
  connectionId: made.id,
  description: made.description,
  environmentId: made.environmentId,
  name: made.name,
  physicalEndpoints: [
    {
      awsLocation: made.awsLocation,
      glueConnectionName: made.glueConnection?.name,
      glueConnection: made.glueConnection,
      enableTrustedIdentityPropagation: made.enableTrustedIdentityPropagation,
    },
  ],
  props: made.props,
  type: made.type,
});

type Described = ReturnType<typeof iamConnection> | ReturnType<typeof madeConnection>;

/** Connections of a project: that of its tooling, and those that its members have made. */
export function connectionsOf(domain: Domain, project: Project, call: Call): Described[] {
  const own = environmentsOf(domain, project.id, call)
    .filter((environment) => isTooling(domain, environment.environmentBlueprintId))
    .map((environment) => iamConnection(domain, project, environment));
  const made = Object.values(sourcesOf(domain, call).connections).filter(({ projectId }) => projectId === project.id);
  return [...own, ...made.map((connection) => madeConnection(domain, project, connection))];
}

/** A connection of the domain by its id, where the caller is a member of its project. */
export function connectionOf(domain: Domain, id: string | undefined, call: Call): Described {
  for (const project of Object.values(domain.projects)) {
    const found = connectionsOf(domain, project, call).find(({ connectionId }) => connectionId === id);
    if (found === undefined) continue;
    refuseOutsider(domain, project, call);
    return found;
  }
  throw notFound(`Connection ${id} does not exist`);
}

/** Members of the project only: an administrator of the domain is refused (field evidence, section 2). */
function listConnections(input: ListConnectionsCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const project = input.projectIdentifier === undefined ? undefined : projectOf(domain, input.projectIdentifier, call);
  refuseOutsider(domain, project, call);
  const connections = connectionsOf(domain, project!, call)
    .filter(({ name, type }) => (input.name ?? name) === name && (input.type ?? type) === type)
    .filter(({ environmentId }) => (input.environmentIdentifier ?? environmentId) === environmentId);
  // A summary has no description.
  return page(
    connections.map((connection) => ({ ...connection, description: undefined })),
    input,
    PAGE,
    call,
  );
}

function createConnection(input: CreateConnectionCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const environment = domain.environments[input.environmentIdentifier ?? ""] as Environment | undefined;
  if (environment === undefined) throw validationError("A connection of a project needs an environment of it");
  const project = projectOf(domain, environment.projectId, call);
  refuseOutsider(domain, project, call);
  const { connections } = sourcesOf(domain, call);
  const earlier = madeBefore(connections, input.clientToken);
  if (earlier) return madeConnection(domain, project, earlier);
  if (connectionsOf(domain, project, call).some(({ name }) => name === input.name))
    throw conflict(`Connection ${input.name} already exists in project ${project.id}`);
  refuseUnusableGit(input.props, call, "create");
  const made: MadeConnection = {
    id: newId(),
    projectId: project.id,
    environmentId: environment.id,
    name: input.name!,
    description: input.description,
    awsLocation: {
      awsAccountId: environment.awsAccountId,
      awsRegion: environment.awsAccountRegion,
      ...input.awsLocation,
    },
    ...describedProperties(input.props),
    enableTrustedIdentityPropagation: input.enableTrustedIdentityPropagation,
    clientToken: input.clientToken,
  };
  connections[made.id] = made;
  return madeConnection(domain, project, made);
}

function madeOf(domain: Domain, id: string | undefined, call: Call): MadeConnection {
  connectionOf(domain, id, call);
  const made = sourcesOf(domain, call).connections[id ?? ""] as MadeConnection | undefined;
  if (made === undefined) throw validationError(`Connection ${id} belongs to an environment`);
  return made;
}

function updateConnection(input: UpdateConnectionCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const made = madeOf(domain, input.identifier, call);
  refuseUnusableGit(input.props, call, "update");
  if (input.description !== undefined) made.description = input.description;
  if (input.awsLocation !== undefined) made.awsLocation = { ...made.awsLocation, ...input.awsLocation };
  if (input.props !== undefined) Object.assign(made, describedProperties(input.props, made));
  return madeConnection(domain, projectOf(domain, made.projectId, call), made);
}

/** Operations on connections: the one that every project has, and those that its members make. */
export const CONNECTION_OPERATIONS: Operations = {
  ListConnections: operation(listConnections),
  GetConnection: operation((input: GetConnectionCommandInput, call) =>
    connectionOf(domainOf(input.domainIdentifier!, call), input.identifier, call),
  ),
  CreateConnection: operation(createConnection),
  UpdateConnection: operation(updateConnection),
  DeleteConnection: operation((input: DeleteConnectionCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    const { id } = madeOf(domain, input.identifier, call);
    Reflect.deleteProperty(sourcesOf(domain, call).connections, id);
    return { status: "DELETING" };
  }),
};
