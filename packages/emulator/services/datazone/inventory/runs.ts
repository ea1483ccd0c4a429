import type {
  GetDataSourceRunCommandInput,
  ListDataSourceRunActivitiesCommandInput,
  ListDataSourceRunsCommandInput,
  StartDataSourceRunCommandInput,
} from "@aws-sdk/client-datazone";
import { madeBefore } from "../../../client-tokens";
import { notFound, validationError } from "../../../errors";
import { newId } from "../../../identifiers";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import { dataSourceOf, placeOf } from "../data-sources";
import { announce } from "../events";
import { type Domain, now } from "../model";
import { type DataSourceRun, type MadeDataSource, refuseOutsider, runError, sourcesOf } from "../project-sources";
import { projectOf } from "../projects";
import { type ImportResult, importTables, statisticsOf } from "./glue-import";

const PAGE = 50;

const describe = (domain: Domain, run: DataSourceRun) => ({
  domainId: domain.id,
  ...summary(run),
  dataSourceConfigurationSnapshot: run.snapshot,
});

const summary = (run: DataSourceRun) => ({
  id: run.id,
  dataSourceId: run.dataSourceId,
  projectId: run.projectId,
  type: "PRIORITIZED",
  status: run.status,
  runStatisticsForAssets: run.statistics,
  errorMessage: runError(run.errorDetail),
  createdAt: run.at,
  updatedAt: run.at,
  startedAt: run.at,
  stoppedAt: run.at,
});

function runOf(domain: Domain, id: string | undefined, call: Call): DataSourceRun {
  const run = sourcesOf(domain, call).runs[id ?? ""] as DataSourceRun | undefined;
  if (run === undefined) throw notFound(`Data source run ${id} does not exist`);
  refuseOutsider(domain, projectOf(domain, run.projectId, call), call);
  return run;
}

async function imported(domain: Domain, source: MadeDataSource, call: Call): Promise<ImportResult> {
  const { accountId, region } = placeOf(domain, source, call);
  if (accountId === undefined || region === undefined)
    return { missing: `Connection ${source.connectionId} not found` };
  if (source.type !== "GLUE") return { missing: "The emulator has no tables of Redshift" };
  return importTables(domain, source, { account: accountId, region }, call);
}

/** A run ends while it is asked for; the answer shows it as it was then. */
async function startRun(input: StartDataSourceRunCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const source = dataSourceOf(domain, input.dataSourceIdentifier, call);
  refuseOutsider(domain, projectOf(domain, source.projectId, call), call);
  if (source.enableSetting === "DISABLED") throw validationError(`Data source ${source.id} is disabled`);
  const { runs } = sourcesOf(domain, call);
  const { clientToken } = input;
  const earlier = madeBefore(runs, clientToken);
  if (earlier) return requested(domain, earlier);
  const result = await imported(domain, source, call);
  const activities = "activities" in result ? result.activities : [];
  const run: DataSourceRun = {
    id: newId(),
    dataSourceId: source.id,
    projectId: source.projectId,
    status: "missing" in result ? "FAILED" : "SUCCESS",
    errorDetail: "missing" in result ? result.missing : undefined,
    statistics: statisticsOf(activities),
    activities,
    snapshot: JSON.stringify(source.configuration ?? {}),
    clientToken,
    at: now(),
  };
  runs[run.id] = run;
  for (const step of ["Triggered", run.status === "FAILED" ? "Failed" : "Succeeded"])
    announce(domain, { type: `Data Source Run ${step}`, id: run.id, projectId: run.projectId }, call);
  return requested(domain, run);
}

function requested(domain: Domain, run: DataSourceRun) {
  const { domainId, id, dataSourceId, projectId, type, createdAt, updatedAt } = describe(domain, run);
  return { domainId, id, dataSourceId, projectId, type, createdAt, updatedAt, status: "REQUESTED" };
}

function listRuns(input: ListDataSourceRunsCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const source = dataSourceOf(domain, input.dataSourceIdentifier, call);
  refuseOutsider(domain, projectOf(domain, source.projectId, call), call);
  const runs = Object.values(sourcesOf(domain, call).runs)
    .filter((run) => run.dataSourceId === source.id)
    .filter(({ status }) => (input.status ?? status) === status);
  const { items, nextToken } = page(runs.reverse(), input, PAGE, call);
  return { items: items.map(summary), nextToken };
}

function listActivities(input: ListDataSourceRunActivitiesCommandInput, call: Call) {
  const run = runOf(domainOf(input.domainIdentifier!, call), input.identifier, call);
  const activities = run.activities.filter(({ status }) => (input.status ?? status) === status);
  const { items, nextToken } = page(activities, input, PAGE, call);
  const shown = items.map(({ status, assetId, errorDetail, ...activity }) => ({
    ...activity,
    errorMessage: runError(errorDetail, "VALIDATION_EXCEPTION"),
    dataSourceRunId: run.id,
    projectId: run.projectId,
    dataAssetStatus: status,
    dataAssetId: assetId,
    createdAt: run.at,
    updatedAt: run.at,
  }));
  return { items: shown, nextToken };
}

/** Operations on runs of data sources. */
export const RUN_OPERATIONS: Operations = {
  StartDataSourceRun: operation(startRun),
  GetDataSourceRun: operation((input: GetDataSourceRunCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describe(domain, runOf(domain, input.identifier, call));
  }),
  ListDataSourceRuns: operation(listRuns),
  ListDataSourceRunActivities: operation(listActivities),
};
