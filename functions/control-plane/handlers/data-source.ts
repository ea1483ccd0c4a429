import {
  CreateDataSourceCommand,
  DeleteDataSourceCommand,
  GetConnectionCommand,
  GetDataSourceCommand,
  type GetDataSourceOutput,
  ListDataSourcesCommand,
  type Timezone,
  UpdateDataSourceCommand,
} from "@aws-sdk/client-datazone";
import { isDenied, isNotFound } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import type { Properties } from "../../../contracts/control-plane";
import type { Keyed } from "../engine/comparison";
import type { Handler, Live, Phase, Scope } from "../engine/handler";
import { configurationValues, desiredConfiguration, runConfiguration } from "./data-source-configuration";
import { desiredForms, formToSend, liveForms } from "./filled-forms";
import { connectionNamed } from "./project-connections";

type DataSourceProperties = Properties<"DataSource">;

/**
 * Data sources of projects. A run that is under way changes nothing of them, so it counts as ready.
 *
 * Deleting one leaves its assets where they are.
 */
export const dataSource: Handler<"DataSource"> = {
  kind: "DataSource",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ name }) => name,

  desired: (properties) => ({
    ...desiredConfiguration(properties),
    name: properties.name,
    description: properties.description,
    enabled: properties.enabled,
    publishOnImport: properties.publishOnImport,
    generatesBusinessNames: properties.generatesBusinessNames,
    schedule: properties.schedule,
    forms: desiredForms(properties.forms),
  }),

  // What a connection may give as well is compared only where it is configured: that it no longer is, the fingerprint tells.
  hidden: ({ catalogName, dataAccessRoleArn, redshiftStorage, redshiftSecretArn }) => ({
    given: { catalogName, dataAccessRoleArn, redshiftStorage, redshiftSecretArn },
  }),

  async get(scope, properties, id) {
    const live = await scope.clients
      .datazone()
      .send(new GetDataSourceCommand({ domainIdentifier: properties.domainId, identifier: id }));
    const connectionName = await liveConnection(scope, properties, live.connectionId);
    const forms = await liveForms(scope.clients, properties.domainId, live.assetFormsOutput ?? [], properties.forms);
    return liveSource(live, properties, { connectionName, forms });
  },

  async find(scope, properties) {
    const { domainId, projectId, name } = properties;
    const found = await allPages(
      (nextToken) =>
        scope.clients
          .datazone()
          .send(
            new ListDataSourcesCommand({ domainIdentifier: domainId, projectIdentifier: projectId, name, nextToken }),
          ),
      (page) => page.items,
    );
    const id = found.find((item) => item.name === name)?.dataSourceId;
    return id === undefined ? undefined : dataSource.get(scope, properties, id);
  },

  async create(scope, properties, token) {
    const connectionIdentifier =
      properties.connectionId ?? (await connectionNamed(scope, properties, properties.connectionName));
    const { id } = await scope.clients.datazoneOnce().send(
      new CreateDataSourceCommand({
        domainIdentifier: properties.domainId,
        projectIdentifier: properties.projectId,
        connectionIdentifier,
        type: properties.type,
        ...(await changeable(scope, properties)),
        clientToken: token,
      }),
    );
    return id ?? "";
  },

  async update(scope, properties, live) {
    const { clients } = scope;
    const { schedule, ...rest } = await changeable(scope, properties);
    await clients.datazone().send(
      new UpdateDataSourceCommand({
        domainIdentifier: properties.domainId,
        identifier: live.id,
        ...rest,
        description: properties.description ?? "",
        // What is not sent stays: an empty schedule is how the model lets one be taken away.
        schedule: schedule ?? (live.values.schedule === undefined ? undefined : {}),
      }),
    );
    return "updated";
  },

  async delete({ clients }, { domainId }, id) {
    await clients.datazone().send(new DeleteDataSourceCommand({ domainIdentifier: domainId, identifier: id }));
  },
};

/** Members that creation and update have in common. */
async function changeable(scope: Scope, properties: DataSourceProperties) {
  const { schedule } = properties;
  return {
    name: properties.name,
    description: properties.description,
    configuration: runConfiguration(properties),
    enableSetting: properties.enabled ? ("ENABLED" as const) : ("DISABLED" as const),
    publishOnImport: properties.publishOnImport,
    recommendation: { enableBusinessNameGeneration: properties.generatesBusinessNames },
    schedule: schedule && { schedule: schedule.cron, timezone: schedule.timeZone as Timezone },
    assetFormsInput: await Promise.all(properties.forms.map((form) => formToSend(scope, properties.domainId, form))),
  };
}

/**
 * Name of the connection of a live data source, as far as it must be compared: by its name. A role that is no member of the
 * project does not see connections, and believes the ledger.
 */
async function liveConnection(
  { clients }: Scope,
  { domainId, connectionId }: DataSourceProperties,
  liveId: string | undefined,
): Promise<string | undefined> {
  if (connectionId !== undefined || liveId === undefined) return undefined;
  try {
    const { name } = await clients
      .datazone()
      .send(new GetConnectionCommand({ domainIdentifier: domainId, identifier: liveId }));
    return name;
  } catch (error) {
    if (isDenied(error)) return undefined;
    if (isNotFound(error)) return "";
    throw error;
  }
}

interface Looked {
  readonly connectionName: string | undefined;
  readonly forms: Keyed;
}

function liveSource(live: GetDataSourceOutput, properties: DataSourceProperties, looked: Looked): Live {
  const { schedule: cron, timezone: timeZone = "UTC" } = live.schedule ?? {};
  return {
    id: live.id ?? "",
    phase: PHASES[live.status ?? "READY"] ?? "ready",
    status: [live.status, live.errorMessage?.errorDetail].filter(Boolean).join(": "),
    deletionFailed: live.status === "FAILED_DELETION",
    values: {
      ...configurationValues(live.configuration, properties),
      name: live.name,
      description: live.description,
      enabled: live.enableSetting !== "DISABLED",
      publishOnImport: live.publishOnImport ?? false,
      generatesBusinessNames: live.recommendation?.enableBusinessNameGeneration ?? false,
      schedule: cron === undefined ? undefined : { cron, timeZone },
      forms: looked.forms,
    },
    createOnly: {
      projectId: live.projectId,
      type: live.type,
      connectionName: looked.connectionName,
      connectionId: properties.connectionId === undefined ? undefined : live.connectionId,
    },
    attributes: {},
  };
}

const PHASES: Readonly<Partial<Record<string, Phase>>> = {
  CREATING: "busy",
  UPDATING: "busy",
  DELETING: "deleting",
  FAILED_CREATION: "broken",
  FAILED_UPDATE: "failed",
  FAILED_DELETION: "failed",
};
