import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { readPolicies } from "../../audit/accounts";
import { CostExplorerSource } from "../../audit/cost";
import type { DomainReader } from "../../audit/domain";
import { SERVICE_TAG } from "../../governance/cost";
import type { KnownLifetime } from "../../governance/reports";
import type { AccountPolicies } from "../../governance/rights";
import { costClient, domainClients, iamClient, reportsS3, tableClient } from "./clients";
import { NO_RECORDS, ScannedRecords } from "./records";
import { ReportBucket } from "./report-bucket";
import { reportContent, type ReportContent, type ReportSettings } from "./settings";
import type { ReportsPlace } from "./work";

/** Calls of a family at the same time: the service allows eight reads a second of most. */
const CONCURRENCY = 8;

/** Parts of the place that the caller brings. */
export type PlaceParts = Pick<ReportsPlace, "clock" | "report"> & {
  /** Projects of the application with their ends. @default - none are known */
  readonly lifetimes?: () => Promise<readonly KnownLifetime[]>;
  /** Clients of the domain. @default - the function's own */
  readonly domainClients?: DomainReader["clients"];
};

/** The place that the function works at, from its settings. @throws Error where the content of the configuration cannot be read */
export async function openPlace(settings: ReportSettings, parts: PlaceParts): Promise<ReportsPlace> {
  const s3 = reportsS3();
  const content = await contentOf(s3, settings);
  const { clock, report, lifetimes = () => Promise.resolve([]) } = parts;
  return {
    domain: {
      clients: parts.domainClients ?? domainClients(),
      domainId: settings.domainId,
      concurrency: CONCURRENCY,
      readerArn: settings.readerArn,
      peopleRoles: content.peopleRoles,
      clock,
    },
    records: settings.table === undefined ? NO_RECORDS : new ScannedRecords(tableClient(), settings.table),
    lifetimes,
    store: new ReportBucket(s3, settings.bucket, clock),
    options: { requestDays: settings.requestDays, grantHours: settings.grantHours, origin: content.origin },
    ...(content.rights === undefined
      ? {}
      : { rights: { expected: content.rights, policies: () => policiesOf(content.policyReaders) } }),
    cost: costOf(content.cost),
    clock,
    report,
  };
}

async function contentOf(s3: S3Client, { bucket, contentKey }: ReportSettings): Promise<ReportContent> {
  if (contentKey === undefined) return reportContent.parse({});
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: contentKey }));
  return reportContent.parse(JSON.parse((await Body?.transformToString()) ?? ""));
}

async function policiesOf(readers: ReportContent["policyReaders"]): Promise<AccountPolicies[]> {
  const found: AccountPolicies[] = [];
  for (const { accountId, roleArn } of readers) found.push(await readPolicies(accountId, iamClient(roleArn)));
  return found;
}

function costOf(cost: ReportContent["cost"]): ReportsPlace["cost"] {
  if (cost === undefined) return { choice: { tag: SERVICE_TAG, accounts: [], budgets: [] }, months: 0 };
  const { tag, accounts, budgets, months, roleArn } = cost;
  return { choice: { tag, accounts, budgets }, months, source: new CostExplorerSource(costClient(roleArn), tag) };
}
