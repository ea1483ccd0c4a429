import {
  CreateDataSourceCommand,
  DeleteDataSourceCommand,
  type FormInput,
  type FormOutput,
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
import { type ComparableObject, Keyed } from "../engine/comparison";
import type { Handler, Live, Phase, Scope } from "../engine/handler";
import { configurationValues, desiredConfiguration, runConfiguration } from "./data-source-configuration";
import { connectionNamed } from "./project-connections";

type DataSourceProperties = Properties<"DataSource">;
type Form = DataSourceProperties["forms"][number];

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
    forms: new Keyed(Object.fromEntries(properties.forms.map((form) => [form.name, formValues(form)]))),
  }),

  // What a connection may give as well is compared only where it is configured: that it no longer is, the fingerprint tells.
  hidden: ({ catalogName, dataAccessRoleArn, redshiftStorage, redshiftSecretArn }) => ({
    given: { catalogName, dataAccessRoleArn, redshiftStorage, redshiftSecretArn },
  }),

  async get(scope, properties, id) {
    const live = await scope.clients
      .datazone()
      .send(new GetDataSourceCommand({ domainIdentifier: properties.domainId, identifier: id }));
    return liveSource(live, properties, await liveConnection(scope, properties, live.connectionId));
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
        ...changeable(properties),
        clientToken: token,
      }),
    );
    return id ?? "";
  },

  async update({ clients }, properties, live) {
    const { schedule, ...rest } = changeable(properties);
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
function changeable(properties: DataSourceProperties) {
  const { schedule } = properties;
  return {
    name: properties.name,
    description: properties.description,
    configuration: runConfiguration(properties),
    enableSetting: properties.enabled ? ("ENABLED" as const) : ("DISABLED" as const),
    publishOnImport: properties.publishOnImport,
    recommendation: { enableBusinessNameGeneration: properties.generatesBusinessNames },
    schedule: schedule && { schedule: schedule.cron, timezone: schedule.timeZone as Timezone },
    assetFormsInput: properties.forms.map(
      (form): FormInput => ({
        formName: form.name,
        typeIdentifier: form.type,
        typeRevision: form.revision,
        content: form.content,
      }),
    ),
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

function liveSource(live: GetDataSourceOutput, properties: DataSourceProperties, connectionName?: string): Live {
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
      forms: liveForms(live.assetFormsOutput ?? [], properties.forms),
    },
    createOnly: {
      projectId: live.projectId,
      type: live.type,
      connectionName,
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

/** Forms by name. A revision counts where it is configured; content that is not returned equals the desired one. */
function liveForms(live: readonly FormOutput[], desired: readonly Form[]): Keyed {
  const forms = live.map(({ formName = "", typeName = "", typeRevision, content }): [string, ComparableObject] => {
    const wanted = desired.find(({ name }) => name === formName);
    return [
      formName,
      formValues({
        name: formName,
        type: typeName,
        revision: wanted?.revision === undefined ? undefined : typeRevision,
        content: content ?? wanted?.content ?? "{}",
      }),
    ];
  });
  return new Keyed(Object.fromEntries(forms));
}

function formValues({ type, revision, content }: Form): ComparableObject {
  return { type, revision, content: contentOf(content) };
}

/** Content in comparable form: order and spaces of a JSON text do not count. */
function contentOf(content: string): ComparableObject | string {
  try {
    return JSON.parse(content) as ComparableObject;
  } catch {
    return content;
  }
}
