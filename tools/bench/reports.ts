import type { DataZoneClient } from "@aws-sdk/client-datazone";
import type { DomainReader } from "../../audit/domain";
import { NO_RECORDS } from "../../functions/application-reports/records";
import { reportFiles } from "../../functions/application-reports/report-files";
import { runDailyReports, type ReportsPlace } from "../../functions/application-reports/work";
import { clientOf, type LargeDomain, READER, sizeOf, startLargeDomain } from "./large-domain-process";

/**
 * `npm run bench:reports [-- <projects> <subscriptions>]`: time and memory of the reports of a day over a domain of 1,000 projects and 10,000
 * subscriptions, read through the AWS SDK from an emulator. The emulator runs in a process of its own, so that the memory is that of the function alone.
 */
const SIZE = sizeOf(process.argv.slice(2));

function clientsOf(url: string, calls: { count: number }): DomainReader["clients"] {
  const client = (): DataZoneClient => {
    const made = clientOf(url);
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

async function measure({ url, domainId }: LargeDomain): Promise<void> {
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
    options: { requestDays: 3, grantHours: 24, standing: [] },
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

async function main(): Promise<void> {
  const domain = await startLargeDomain(SIZE);
  await measure(domain).finally(() => domain.stop());
}

void main();
