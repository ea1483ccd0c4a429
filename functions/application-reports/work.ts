import { type DomainReader, readDomain } from "../../audit/domain";
import { editionAt } from "../../contracts/application/report-files";
import {
  COST_REPORT,
  costRows,
  monthAfter,
  monthsBetween,
  type CostChoice,
  type CostSource,
} from "../../governance/cost";
import {
  Directory,
  REPORTS,
  type KnownDecision,
  type KnownLifetime,
  type ReportOptions,
} from "../../governance/reports";
import {
  checkRights,
  RIGHTS_REPORT,
  rightsRows,
  type AccountPolicies,
  type ExpectedRights,
  type RightsCode,
} from "../../governance/rights";
import type { DecisionRecords } from "./records";
import type { ReportStore, WrittenReport } from "./report-bucket";

/** Everything that the function works with. */
export interface ReportsPlace {
  readonly domain: DomainReader;
  readonly records: DecisionRecords;
  /** Projects of the application with their ends. */
  readonly lifetimes: () => Promise<readonly KnownLifetime[]>;
  readonly store: ReportStore;
  readonly options: Omit<ReportOptions, "now">;
  /** Rights that the configuration gives; absent: they are not checked, and there is no report of them. */
  readonly rights?: { readonly expected: ExpectedRights; readonly policies: () => Promise<readonly AccountPolicies[]> };
  readonly cost: { readonly choice: CostChoice; readonly months: number; readonly source?: CostSource };
  /** Time of now (ISO 8601, UTC). */
  readonly clock: () => string;
  /** Told of a report that could not be written; the others are. */
  readonly report: (failure: { readonly subject: string; readonly error: unknown }) => void;
}

/** Outcome of a run. */
export interface DailyReports {
  readonly day: string;
  /** Edition that was written: the day, or the moment of one that somebody has asked for. */
  readonly edition: string;
  /** Rows of the reports that were written. */
  readonly written: Readonly<Record<string, number>>;
  /** Reports that were there already. */
  readonly kept: readonly string[];
  readonly failed: readonly string[];
  /** Number of things that could not be read. */
  readonly gaps: number;
  /** Number of findings on who may change subscription targets; absent where the policies of no account were looked at. */
  readonly targetWriters?: number;
}

/**
 * Writes the reports of today that are not complete; where somebody has asked for them, those of now, unless they were made after that already.
 * It may be called again at any time: what is complete stays, and what was cut off is written anew. Everything is read before anything is
 * written.
 *
 * @param askedAt - Moment from which on somebody wants to see what is there (ISO 8601, UTC); absent: the run of every day.
 * @throws whatever the service throws while it is read: half a report is taken for a whole one
 */
export async function runDailyReports(place: ReportsPlace, askedAt?: string): Promise<DailyReports> {
  const now = place.clock();
  const day = now.slice(0, 10);
  const edition = askedAt === undefined ? day : editionAt(now);
  const names = [
    ...REPORTS.map(({ name }) => name),
    ...(place.rights === undefined ? [] : [RIGHTS_REPORT.name]),
    COST_REPORT.name,
  ];
  const kept: string[] = [];
  for (const name of names) if (await isThere(name, place.store, day, askedAt)) kept.push(name);
  const isOpen = (name: string): boolean => !kept.includes(name);
  if (!names.some(isOpen)) return { day, edition, written: {}, kept, failed: [], gaps: 0 };

  const directory = await directoryOf(place, now);
  const origin = { domainId: directory.view.domainId, readAt: now, gaps: directory.view.gaps.length };
  const written: Record<string, number> = {};
  const failed: string[] = [];
  let targetWriters: number | undefined;
  for (const { name, make } of makersOf(place, directory, day).filter((maker) => isOpen(maker.name)))
    try {
      const { onTargets, ...report } = await make();
      written[name] = await place.store.write(report, edition, origin);
      targetWriters ??= onTargets;
    } catch (error) {
      failed.push(name);
      place.report({ subject: `report ${name}`, error });
    }
  const found = targetWriters === undefined ? {} : { targetWriters };
  return { day, edition, written, kept, failed, gaps: origin.gaps, ...found };
}

/** Tells whether a report is there that says what is asked: that of the day, or one of which the reading began no earlier than it was asked for. */
async function isThere(name: string, store: ReportStore, day: string, askedAt: string | undefined): Promise<boolean> {
  if (askedAt === undefined) return store.isComplete(name, day);
  // Lambda tries again what has failed, and two may ask at once: one run is enough for both.
  const days = new Set([askedAt.slice(0, 10), day]);
  for (const one of days)
    if ((await store.editionsOf(name, one)).some((id) => id !== one && id >= editionAt(askedAt))) return true;
  return false;
}

async function directoryOf({ domain, records, lifetimes, options }: ReportsPlace, now: string): Promise<Directory> {
  const decisions: KnownDecision[] = [];
  for await (const decision of records.all()) decisions.push(decision);
  const over = new Set(decisions.filter(({ phase }) => phase === "closed").map(({ requestId }) => requestId));
  const view = await readDomain(domain, (requestId) => over.has(requestId));
  return new Directory({ view, decisions, lifetimes: await lifetimes(), options: { ...options, now } });
}

/** A report that is made when its turn comes: costs and policies are asked of other services, and fail by themselves. */
interface Maker {
  readonly name: string;
  /** The report; of the check of rights, with the number of findings on subscription targets. */
  readonly make: () => Promise<WrittenReport & { readonly onTargets?: number }>;
}

const TARGET_CODES: readonly RightsCode[] = ["TARGET_WRITER", "TARGET_WRITERS_UNREAD"];

function makersOf(place: ReportsPlace, directory: Directory, day: string): Maker[] {
  const { rights, cost } = place;
  const makers = REPORTS.map(({ name, columns, ...report }): Maker => {
    const rows = () => report.rows(directory);
    return { name, make: () => Promise.resolve({ name, columns, rows }) };
  });
  if (rights !== undefined)
    makers.push({
      name: RIGHTS_REPORT.name,
      make: async () => {
        const policies = await rights.policies();
        const findings = [...checkRights(directory, rights.expected, policies)];
        const onTargets = findings.filter(({ code }) => TARGET_CODES.includes(code)).length;
        return {
          ...RIGHTS_REPORT,
          rows: () => rightsRows(findings),
          ...(policies.length === 0 ? {} : { onTargets }),
        };
      },
    });
  makers.push({
    name: COST_REPORT.name,
    make: async () => {
      const month = day.slice(0, 7);
      const months = monthsBetween(monthAfter(month, -cost.months), month);
      const spends = await cost.source?.spends(months[0], month);
      return { ...COST_REPORT, rows: () => costRows(directory, { months, spends, choice: cost.choice }) };
    },
  });
  return makers;
}
