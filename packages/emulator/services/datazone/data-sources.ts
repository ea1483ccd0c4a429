import type {
  CreateDataSourceCommandInput,
  DeleteDataSourceCommandInput,
  GetDataSourceCommandInput,
  ListDataSourcesCommandInput,
  UpdateDataSourceCommandInput,
} from "@aws-sdk/client-datazone";
import { madeBefore } from "../../client-tokens";
import { conflict, notFound, validationError } from "../../errors";
import { newId } from "../../identifiers";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, domainOf } from "./access";
import { connectionsOf } from "./connections";
import { announce } from "./events";
import { formOutput } from "./inventory/assets";
import { type Domain, now } from "./model";
import { type DataSourceRun, type MadeDataSource, refuseOutsider, runError, sourcesOf } from "./project-sources";
import { projectOf } from "./projects";

const PAGE = 50;

/** Place that a data source reads from: the account and Region of its connection. */
export function placeOf(domain: Domain, source: MadeDataSource, call: Call) {
  const project = projectOf(domain, source.projectId, call);
  const found = connectionsOf(domain, project, call).find(({ connectionId }) => connectionId === source.connectionId);
  const { awsAccountId, awsRegion } = found?.physicalEndpoints[0].awsLocation ?? {};
  return { accountId: awsAccountId, region: awsRegion };
}

/** A data source by its id. */
export function dataSourceOf(domain: Domain, id: string | undefined, call: Call): MadeDataSource {
  const found = sourcesOf(domain, call).dataSources[id ?? ""] as MadeDataSource | undefined;
  if (found === undefined) throw notFound(`Data source ${id} does not exist`);
  return found;
}

function lastRun(domain: Domain, source: MadeDataSource, call: Call): DataSourceRun | undefined {
  const runs = Object.values(sourcesOf(domain, call).runs).filter(({ dataSourceId }) => dataSourceId === source.id);
  return runs.at(-1);
}

function configurationOf(domain: Domain, source: MadeDataSource, call: Call) {
  const [[member, given] = []] = Object.entries(source.configuration ?? {}) as [string, object][];
  return member === undefined ? undefined : { [member]: { ...placeOf(domain, source, call), ...given } };
}

function lastRunOf(domain: Domain, source: MadeDataSource, call: Call) {
  const run = lastRun(domain, source, call);
  return {
    lastRunStatus: run?.status,
    lastRunAt: run?.at,
    lastRunErrorMessage: runError(run?.errorDetail),
  };
}

const summary = (domain: Domain, source: MadeDataSource, call: Call) => ({
  domainId: domain.id,
  environmentId: source.environmentId,
  connectionId: source.connectionId,
  name: source.name,
  type: source.type,
  status: "READY",
  enableSetting: source.enableSetting,
  schedule: source.schedule,
  description: source.description,
  createdAt: source.createdAt,
  updatedAt: source.updatedAt,
  ...lastRunOf(domain, source, call),
});

function describe(domain: Domain, source: MadeDataSource, call: Call) {
  return {
    ...summary(domain, source, call),
    id: source.id,
    projectId: source.projectId,
    configuration: configurationOf(domain, source, call),
    recommendation: { enableBusinessNameGeneration: source.enableBusinessNameGeneration },
    publishOnImport: source.publishOnImport,
    assetFormsOutput: source.assetForms.map(formOutput),
  };
}

/** The configuration fits the type, as the union's members are called. */
function checkConfiguration(type: string, configuration: object | undefined): void {
  const member = type === "GLUE" ? "glueRunConfiguration" : "redshiftRunConfiguration";
  if (configuration === undefined || !(member in configuration))
    throw validationError(`A data source of type ${type} needs ${member}`);
}

function createDataSource(input: CreateDataSourceCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const project = projectOf(domain, input.projectIdentifier, call);
  refuseOutsider(domain, project, call);
  const { dataSources } = sourcesOf(domain, call);
  const own = Object.values(dataSources).filter(({ projectId }) => projectId === project.id);
  const earlier = madeBefore(own, input.clientToken);
  if (earlier) return describe(domain, earlier, call);
  const connection = connectionsOf(domain, project, call).find(
    ({ connectionId }) => connectionId === input.connectionIdentifier,
  );
  if (input.connectionIdentifier !== undefined && connection === undefined)
    throw notFound(`Connection ${input.connectionIdentifier} does not exist in project ${project.id}`);
  checkConfiguration(input.type!, input.configuration);
  if (own.some(({ name }) => name === input.name))
    throw conflict(`Data source ${input.name} already exists in project ${project.id}`);
  const at = now();
  const made: MadeDataSource = {
    id: newId(),
    projectId: project.id,
    connectionId: input.connectionIdentifier,
    environmentId: input.environmentIdentifier ?? connection?.environmentId,
    type: input.type!,
    name: input.name!,
    description: input.description,
    configuration: input.configuration,
    enableSetting: input.enableSetting ?? "ENABLED",
    publishOnImport: input.publishOnImport ?? false,
    enableBusinessNameGeneration: input.recommendation?.enableBusinessNameGeneration ?? false,
    schedule: input.schedule,
    assetForms: input.assetFormsInput ?? [],
    clientToken: input.clientToken,
    createdAt: at,
    updatedAt: at,
  };
  dataSources[made.id] = made;
  announce(domain, { type: "Data Source Created", id: made.id, projectId: project.id }, call);
  return describe(domain, made, call);
}

/** Changes what is sent; an empty schedule removes the one that was there. */
function updateDataSource(input: UpdateDataSourceCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const source = dataSourceOf(domain, input.identifier, call);
  refuseOutsider(domain, projectOf(domain, source.projectId, call), call);
  if (input.configuration !== undefined) checkConfiguration(source.type, input.configuration);
  source.name = input.name ?? source.name;
  source.description = input.description ?? source.description;
  source.configuration = input.configuration ?? source.configuration;
  source.enableSetting = input.enableSetting ?? source.enableSetting;
  source.publishOnImport = input.publishOnImport ?? source.publishOnImport;
  source.enableBusinessNameGeneration =
    input.recommendation?.enableBusinessNameGeneration ?? source.enableBusinessNameGeneration;
  if (input.schedule !== undefined)
    source.schedule = input.schedule.schedule === undefined ? undefined : input.schedule;
  source.assetForms = input.assetFormsInput ?? source.assetForms;
  source.updatedAt = now();
  announce(domain, { type: "Data Source Updated", id: source.id, projectId: source.projectId }, call);
  return describe(domain, source, call);
}

function listDataSources(input: ListDataSourcesCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const project = projectOf(domain, input.projectIdentifier, call);
  const found = Object.values(sourcesOf(domain, call).dataSources)
    .filter(({ projectId }) => projectId === project.id)
    .filter(({ name, type }) => (input.name ?? name) === name && (input.type ?? type) === type)
    .filter(({ connectionId }) => (input.connectionIdentifier ?? connectionId) === connectionId)
    .filter(({ environmentId }) => (input.environmentIdentifier ?? environmentId) === environmentId);
  const { items, nextToken } = page(found, input, PAGE, call);
  return { items: items.map((source) => ({ ...summary(domain, source, call), dataSourceId: source.id })), nextToken };
}

/** Operations on data sources. */
export const DATA_SOURCE_OPERATIONS: Operations = {
  CreateDataSource: operation(createDataSource),
  UpdateDataSource: operation(updateDataSource),
  ListDataSources: operation(listDataSources),
  GetDataSource: operation((input: GetDataSourceCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describe(domain, dataSourceOf(domain, input.identifier, call), call);
  }),
  DeleteDataSource: operation((input: DeleteDataSourceCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    const source = dataSourceOf(domain, input.identifier, call);
    refuseOutsider(domain, projectOf(domain, source.projectId, call), call);
    const { recommendation: _, ...described } = describe(domain, source, call);
    Reflect.deleteProperty(sourcesOf(domain, call).dataSources, source.id);
    return { ...described, status: "DELETING" };
  }),
};
