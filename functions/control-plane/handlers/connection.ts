import {
  CreateConnectionCommand,
  DeleteConnectionCommand,
  GetConnectionCommand,
  type GetConnectionOutput,
  UpdateConnectionCommand,
} from "@aws-sdk/client-datazone";
import type { Properties } from "../../../contracts/control-plane";
import { memberOf } from "../../../contracts/service/connections";
import { ControlPlaneError } from "../errors";
import type { Handler, Live, Phase } from "../engine/handler";
import { changedProperties, creationProperties, liveProperties, returned } from "./connection-properties";
import { asMember, connectionsOfProject, toolingEnvironment } from "./project-connections";

type ConnectionProperties = Properties<"Connection">;

/**
 * Connections of projects. They belong to the environment of the project's tooling: CreateConnection takes no project.
 *
 * UpdateConnection changes the description, the location and some properties of some kinds; the rest is create-only.
 */
export const connection: Handler<"Connection"> = {
  kind: "Connection",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ name }) => name,

  desired: ({ description, location, properties }) => ({ description, location, properties }),

  // The service need not return properties of Glue's authentication and the like.
  hidden: ({ properties }) => ({ properties }),

  async get({ clients }, properties, id) {
    const asked = new GetConnectionCommand({ domainIdentifier: properties.domainId, identifier: id });
    const live = await asMember(`read connection "${id}" of project "${properties.projectId}"`, () =>
      clients.datazone().send(asked),
    );
    return liveConnection(live, properties);
  },

  async find(scope, properties) {
    const { name } = properties;
    const found = (await connectionsOfProject(scope, properties, { name })).find((item) => item.name === name);
    return found?.connectionId === undefined ? undefined : connection.get(scope, properties, found.connectionId);
  },

  async create(scope, properties, token) {
    const environmentIdentifier = await toolingEnvironment(scope, properties);
    const { connectionId } = await scope.clients.datazoneOnce().send(
      new CreateConnectionCommand({
        domainIdentifier: properties.domainId,
        environmentIdentifier,
        name: properties.name,
        description: properties.description,
        awsLocation: properties.location,
        props: creationProperties(properties),
        enableTrustedIdentityPropagation: properties.trustedIdentityPropagation === undefined ? undefined : true,
        clientToken: token,
      }),
    );
    return connectionId ?? "";
  },

  async update({ clients }, properties, live) {
    refuseEmptyDescription(properties, live);
    await clients.datazone().send(
      new UpdateConnectionCommand({
        domainIdentifier: properties.domainId,
        identifier: live.id,
        description: properties.description,
        awsLocation: properties.location,
        props: changedProperties(properties),
      }),
    );
    return "updated";
  },

  async delete({ clients }, { domainId }, id) {
    await clients.datazone().send(new DeleteConnectionCommand({ domainIdentifier: domainId, identifier: id }));
  },
};

/** UpdateConnection takes a text of at least one character: it can replace a description, not remove it. */
function refuseEmptyDescription({ description, name }: ConnectionProperties, live: Live): void {
  if (description !== undefined || live.values.description === undefined) return;
  throw new ControlPlaneError(
    "UNSUPPORTED_CHANGE",
    `UpdateConnection cannot remove the description of connection "${name}"; fix: keep a description in the configuration`,
  );
}

function liveConnection(live: GetConnectionOutput, properties: ConnectionProperties): Live {
  return {
    id: live.connectionId ?? "",
    ...lifeOf(live),
    values: {
      description: live.description === "" ? undefined : live.description,
      location: properties.location && returned(properties.location, live.physicalEndpoints?.[0]?.awsLocation),
      properties: liveProperties(live, properties),
    },
    createOnly: { projectId: live.projectId, name: live.name },
    attributes: {},
  };
}

/** Status of the connections that have one: those of Git, Glue, Redshift and S3. */
function lifeOf({ props }: GetConnectionOutput): { readonly phase: Phase; readonly status?: string } {
  const own = memberOf(props)[1] as { readonly status?: string; readonly errorMessage?: string } | undefined;
  const status = own?.status;
  const phase = PHASES[status ?? "READY"] ?? "ready";
  return { phase, ...(status === undefined ? {} : { status: [status, own?.errorMessage].filter(Boolean).join(": ") }) };
}

const PHASES: Readonly<Partial<Record<string, Phase>>> = {
  CREATING: "busy",
  UPDATING: "busy",
  DELETING: "deleting",
  DELETED: "deleting",
  CREATE_FAILED: "broken",
  UPDATE_FAILED: "failed",
  DELETE_FAILED: "failed",
};
