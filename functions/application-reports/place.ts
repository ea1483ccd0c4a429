import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import { readPolicies } from "../../audit/accounts";
import { CostExplorerSource } from "../../audit/cost";
import { SERVICE_TAG } from "../../governance/cost";
import type { AccountPolicies } from "../../governance/rights";
import type { Clients } from "./clients";
import { readLifetimes } from "./lifetimes";
import { NO_RECORDS, ScannedRecords } from "./records";
import { ReportBucket } from "./report-bucket";
import { reportContent, type ReportContent, type ReportSettings } from "./settings";
import type { ReportsPlace } from "./work";

/** Calls of a family at the same time: the service allows eight reads a second of most. */
const CONCURRENCY = 8;

/** Parts of the place that the caller brings. */
export type PlaceParts = Pick<ReportsPlace, "clock" | "report"> & {
  readonly clients: Clients;
};

/** The place that the function works at, from its settings. @throws Error where the content of the configuration cannot be read */
export async function openPlace(settings: ReportSettings, parts: PlaceParts): Promise<ReportsPlace> {
  const { clients, clock, report } = parts;
  const content = await contentOf(clients.bucket, settings);
  const { table } = settings;
  return {
    domain: {
      clients: clients.domain,
      domainId: settings.domainId,
      concurrency: CONCURRENCY,
      readerArn: settings.readerArn,
      peopleRoles: content.peopleRoles,
      askingRoles: content.askingRoles,
      clock,
    },
    records: table === undefined ? NO_RECORDS : new ScannedRecords(clients.table, table),
    lifetimes: () => (table === undefined ? Promise.resolve([]) : readLifetimes(clients.table, table)),
    store: new ReportBucket(clients.bucket, settings.bucket, clock),
    options: {
      requestDays: settings.requestDays,
      grantHours: settings.grantHours,
      standing: content.rights?.projects.map(({ name }) => name) ?? [],
    },
    ...(content.rights === undefined
      ? {}
      : { rights: { expected: content.rights, policies: () => policiesOf(content.policyReaders, clients) } }),
    cost: costOf(content.cost, clients),
    clock,
    report,
  };
}

async function contentOf(s3: S3Client, { bucket, contentKey, contentVersion }: ReportSettings): Promise<ReportContent> {
  if (contentKey === undefined) return reportContent.parse({});
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: contentKey, VersionId: contentVersion }));
  const result = reportContent.safeParse(JSON.parse((await Body?.transformToString()) ?? ""));
  if (result.success) return result.data;
  throw new Error(
    `the settings are not of this version: ${z.prettifyError(result.error)}; fix: apply the application layer`,
  );
}

async function policiesOf(readers: ReportContent["policyReaders"], { iam }: Clients): Promise<AccountPolicies[]> {
  const found: AccountPolicies[] = [];
  for (const { accountId, roleArn } of readers) found.push(await readPolicies(accountId, iam(roleArn)));
  return found;
}

function costOf(cost: ReportContent["cost"], clients: Clients): ReportsPlace["cost"] {
  if (cost === undefined) return { choice: { tag: SERVICE_TAG, accounts: [], budgets: [] }, months: 0 };
  const { tag, accounts, budgets, months, roleArn } = cost;
  return { choice: { tag, accounts, budgets }, months, source: new CostExplorerSource(clients.cost(roleArn), tag) };
}
