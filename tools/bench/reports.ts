import { CreateDomainCommand, type DataZoneClient } from "@aws-sdk/client-datazone";
import { fork } from "node:child_process";
import { join } from "node:path";
import type { DomainReader } from "../../audit/domain";
import { datazoneReader } from "../../aws/clients/readers";
import { NO_RECORDS } from "../../functions/application-reports/records";
import { reportFiles } from "../../functions/application-reports/report-files";
import { runDailyReports, type ReportsPlace } from "../../functions/application-reports/work";
import { emulatorCredentials, startEmulator } from "../../packages/emulator";
import type { DataAccess } from "../../packages/emulator/services/datazone/data-access/shapes";
import type { DataZoneState } from "../../packages/emulator/services/datazone/model";
import type { ProjectSources } from "../../packages/emulator/services/datazone/project-sources";
import { type DomainSize, fillDomain } from "./large-domain";

/**
 * `npm run bench:reports [-- <projects> <subscriptions>]`: time and memory of the reports of a day over a domain of 1,000 projects and 10,000 subscriptions, read through the
 * AWS SDK from an emulator. The emulator runs in a process of its own, so that the memory is that of the function alone.
 */
const ACCOUNT = "111111111111";
const REGION = "eu-west-1";
const [PROJECTS, SUBSCRIPTIONS] = process.argv.slice(2).map(Number);
const SIZE: DomainSize = {
  projects: PROJECTS || 1_000,
  subscriptions: SUBSCRIPTIONS || 10_000,
  membersPerProject: 8,
};
const READER = `arn:aws:iam::${ACCOUNT}:role/reader`;

interface Ready {
  readonly url: string;
  readonly domainId: string;
}

/** The process of the emulator. */
async function serve(): Promise<void> {
  const emulator = await startEmulator({ validate: false, delays: { domain: 0 } });
  const client = clientOf(emulator.url, "admin");
  const { id = "" } = await client.send(
    new CreateDomainCommand({
      ...{
        name: "large",
        domainVersion: "V2",
        domainExecutionRole: `arn:aws:iam::${ACCOUNT}:role/service-role/Execution`,
      },
      serviceRole: `arn:aws:iam::${ACCOUNT}:role/service-role/Service`,
    }),
  );
  const { store } = emulator;
  const domain = store.state<DataZoneState>("datazone", ACCOUNT, REGION, () => ({ domains: {} })).domains[id];
  const access: DataAccess = { requests: {}, subscriptions: {}, targets: {}, grants: {}, filters: {}, served: {} };
  store.state<Record<string, DataAccess>>("datazone-access", ACCOUNT, REGION, () => ({}))[id] = access;
  const sources: ProjectSources = { connections: {}, dataSources: {}, runs: {}, assets: {} };
  store.state<Record<string, ProjectSources>>("datazone-sources", ACCOUNT, REGION, () => ({}))[id] = sources;
  fillDomain({ domain, access, assets: sources.assets }, SIZE, READER);
  process.once("disconnect", () => process.exit());
  process.send?.({ url: emulator.url, domainId: id } satisfies Ready);
}

/** DataZone of an emulator, as a role. */
function clientOf(url: string, role: string): DataZoneClient {
  process.env.AWS_ENDPOINT_URL_DATAZONE = url;
  return datazoneReader({ region: REGION, credentials: emulatorCredentials(ACCOUNT, role) });
}

function clientsOf(url: string, calls: { count: number }): DomainReader["clients"] {
  const client = (): DataZoneClient => {
    const made = clientOf(url, "reader");
    const counting = (next: (args: never) => Promise<never>) => (args: never) => {
      calls.count++;
      return next(args);
    };
    made.middlewareStack.add(counting as never, { step: "finalizeRequest", name: "count" });
    return made;
  };
  return {
    ...{ projects: client(), environments: client(), requests: client() },
    ...{ subscriptions: client(), grants: client(), profiles: client() },
  };
}

async function measure({ url, domainId }: Ready): Promise<void> {
  const calls = { count: 0 };
  const clock = () => "2026-11-29T01:00:00.000Z";
  let bytes = 0;
  const place: ReportsPlace = {
    domain: { clients: clientsOf(url, calls), domainId, concurrency: 8, readerArn: READER, peopleRoles: [], clock },
    records: NO_RECORDS,
    lifetimes: () => Promise.resolve([]),
    store: {
      isComplete: () => Promise.resolve(false),
      editionsOf: () => Promise.resolve([]),
      write: async (report) => {
        const { files, rows } = await reportFiles(report, report.rows);
        bytes += files.reduce((sum, { body }) => sum + body.length, 0);
        return rows;
      },
    },
    options: { requestDays: 3, grantHours: 24, origin: { tag: "t", standing: "s", application: "a" } },
    cost: { choice: { tag: "AmazonDataZoneProject", accounts: [], budgets: [] }, months: 0 },
    clock,
    report: ({ subject, error }) => console.error(subject, error),
  };
  const begin = Date.now();
  const { written, failed, gaps } = await runDailyReports(place);
  const seconds = (Date.now() - begin) / 1000;
  console.log(`${SIZE.projects} projects, ${SIZE.subscriptions} subscriptions, ${SIZE.membersPerProject} members each`);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpu = ((userCPUTime + systemCPUTime) / 1e6).toFixed(1);
  console.log(
    `${seconds.toFixed(1)} s (${cpu} s of processor without the emulator), ${calls.count} calls, peak of memory ${(maxRSS / 1024).toFixed(0)} MiB`,
  );
  console.log(`rows: ${JSON.stringify(written)}; files: ${(bytes / 1_048_576).toFixed(1)} MiB; gaps: ${gaps}`);
  if (failed.length > 0) throw new Error(`reports failed: ${failed.join(", ")}`);
}

function main(): void {
  if (process.send !== undefined) return void serve();
  const emulator = fork(__filename, process.argv.slice(2), {
    execArgv: ["-r", join(__dirname, "../../bin/typescript.js")],
  });
  emulator.once("message", (ready: Ready) => void measure(ready).finally(() => emulator.disconnect()));
}

main();
