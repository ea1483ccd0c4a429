import { z } from "zod";
import { saidBy } from "../../aws/faults";
import { REPORTS_EVENT, TARGET_METRIC } from "../../contracts/application/reports-settings";
import { keptOnceMade, systemClock } from "../application-store/kept";
import type { Clients } from "./clients";
import { openPlace } from "./place";
import type { ReportSettings } from "./settings";
import { runDailyReports, type DailyReports } from "./work";

/** Options that differ between AWS and tests. */
export interface HandlerOptions {
  readonly clients: Clients;
  readonly settings: ReportSettings;
  /** @default - the system's */
  readonly clock?: () => string;
  /** Writes a line of the log. @default - standard output */
  readonly log?: (line: object) => void;
}

const event = z.strictObject({
  reports: z.literal(REPORTS_EVENT.reports),
  /** Moment from which on somebody wants to see what is there, in the one form that can be compared. */
  askedAt: z.iso.datetime({ precision: 3 }).optional(),
});

/**
 * The function that writes the reports of the day that are not complete, when the schedule or an operator says so, and those of now, when
 * somebody asks for them through the API.
 *
 * @throws Error where a report could not be written, when all others are: the error is what the alarm counts, and Lambda tries again
 */
export function createHandler(options: HandlerOptions): (asked: unknown) => Promise<DailyReports> {
  const log = options.log ?? ((line) => console.log(JSON.stringify(line)));
  const place = keptOnceMade(() =>
    openPlace(options.settings, {
      clients: options.clients,
      clock: options.clock ?? systemClock,
      report: ({ subject, error }) => log({ level: "ERROR", subject, error: saidBy(error) }),
    }),
  );
  return async (asked) => {
    const { askedAt } = event.parse(asked);
    const result = await runDailyReports(await place(), askedAt);
    log({ level: "INFO", subject: "reports", ...result });
    const { failed, targetWriters } = result;
    if (targetWriters !== undefined) log(targetMetric(targetWriters, options.settings.functionName));
    if (failed.length > 0) throw new Error(`reports were not written: ${failed.join(", ")}; see the log before`);
    return result;
  };
}

/** Line from which CloudWatch makes a number of its own, for the alarm. */
const targetMetric = (count: number, functionName: string): object => ({
  _aws: {
    Timestamp: Date.now(),
    CloudWatchMetrics: [
      {
        Namespace: TARGET_METRIC.namespace,
        Dimensions: [[TARGET_METRIC.dimension]],
        Metrics: [{ Name: TARGET_METRIC.name, Unit: "Count" }],
      },
    ],
  },
  [TARGET_METRIC.dimension]: functionName,
  [TARGET_METRIC.name]: count,
});
