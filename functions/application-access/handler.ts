import { REBUILD_EVENT, SWEEP_EVENT } from "../../contracts/application/access-settings";
import { z } from "zod";
import { saidBy } from "../../aws/faults";
import { DataZoneCatalog } from "./catalog/datazone-catalog";
import type { Clients } from "./clients";
import { DelayedDoorbell } from "./delayed-doorbell";
import { TopicNotices } from "./notices";
import { loadSettings, type AccessPlaces } from "./settings";
import { AccessTable } from "../application-store/access-table";
import { keptOnceMade, systemClock } from "../application-store/kept";
import {
  queueEvent,
  type BatchResponse,
  type Failure,
  type InvocationContext,
} from "../application-store/queue-message";
import { EvidenceBucket } from "./store/evidence";
import { answerEvents, rebuild, sweep, type Workplace } from "./work";

/** Time that a sweep leaves unused, in milliseconds: for the request that it is at. */
const SPARE = 60_000;

/** Options that differ between AWS and tests. */
export interface HandlerOptions {
  readonly clients: Clients;
  readonly places: AccessPlaces;
  /** @default - the system's */
  readonly clock?: () => string;
  /** Writes a line of the log. @default - standard output */
  readonly log?: (line: object) => void;
}

const events = z.union([
  queueEvent,
  z.strictObject({ sweep: z.literal(SWEEP_EVENT.sweep) }),
  z.strictObject({ rebuild: z.literal(REBUILD_EVENT.rebuild) }),
]);

/**
 * The function that settles requests for access: answers messages of its queue, sweeps when the schedule says so, and makes a lost table
 * again when an operator says so.
 *
 * @throws Error for a sweep in which requests failed, when all others have been looked at: the error is what the alarm counts
 */
export function createHandler(
  options: HandlerOptions,
): (event: unknown, context: InvocationContext) => Promise<unknown> {
  const place = keptOnceMade(() => workplace(options));
  const log = options.log ?? ((line) => console.log(JSON.stringify(line)));
  const report = ({ subject, error }: Failure): void => log({ level: "ERROR", subject, error: saidBy(error) });
  return async (event, context) => {
    const asked = events.parse(event);
    const here = await place();
    if ("Records" in asked) return answered(await answerEvents(here, asked.Records, report), log);
    const [subject, work] = "sweep" in asked ? (["sweep", sweep] as const) : (["rebuild", rebuild] as const);
    const result = await work(here, report, () => context.getRemainingTimeInMillis() < SPARE);
    log({ level: "INFO", subject, ...result });
    if (result.failed > 0) throw new Error(`${result.failed} of ${result.looked} requests failed; see the log before`);
    return result;
  };
}

function answered(response: BatchResponse, log: (line: object) => void): BatchResponse {
  log({ level: "INFO", subject: "messages", failed: response.batchItemFailures.length });
  return response;
}

async function workplace({ clients, places, clock = systemClock }: HandlerOptions): Promise<Workplace> {
  const settings = await loadSettings(clients.bucket, places);
  const domain = { client: clients.datazone, domainId: settings.domainId, names: settings.names, clock };
  return {
    domain,
    policy: settings.policy,
    doorbell: new DelayedDoorbell(clients.queue, places.queue),
    catalog: () => new DataZoneCatalog(domain, clients.decisions),
    ports: {
      store: new AccessTable(clients.table, places.table, clock),
      evidence: new EvidenceBucket(clients.bucket, places.bucket, { lock: settings.evidenceLock, clock }),
      notices: new TopicNotices(clients.notices, { notices: places.noticesTopic, alarms: places.alarmsTopic }),
      clock,
      rules: settings.rules,
    },
  };
}
