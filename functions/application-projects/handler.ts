import { z } from "zod";
import { saidBy } from "../../aws/faults";
import { SWEEP_EVENT } from "../../contracts/application/access-settings";
import { keptOnceMade, systemClock } from "../application-store/kept";
import { queueEvent, type Failure, type InvocationContext } from "../application-store/queue-message";
import { QueueBell } from "./bell";
import type { Clients } from "./clients";
import { ProjectNotices } from "./notices";
import { DataZoneProjects } from "./service/datazone-projects";
import { loadSettings, type ProjectsPlaces } from "./settings";
import { ClaimTable } from "./store/claim-table";
import { ProjectEvidence } from "./store/evidence";
import { ProjectTable } from "./store/project-table";
import { answerEvents, sweep, type Workplace } from "./work";

/** Time that a sweep leaves unused, in milliseconds: for the request that it is at. */
const SPARE = 60_000;

/**
 * Answers what the API asks for people and programs, at the place where projects are made: the choices that there are, and requests,
 * decisions and changes.
 *
 * @param errand - member `office` of the event, not checked yet
 */
export type Office = (errand: unknown, here: Workplace) => Promise<unknown>;

/** Options that differ between AWS and tests. */
export interface HandlerOptions {
  readonly clients: Clients;
  readonly places: ProjectsPlaces;
  /** @default - events of the API are refused */
  readonly office?: Office;
  /** @default - the system's */
  readonly clock?: () => string;
  /** Writes a line of the log. @default - standard output */
  readonly log?: (line: object) => void;
}

const events = z.union([
  queueEvent,
  z.strictObject({ sweep: z.literal(SWEEP_EVENT.sweep) }),
  z.strictObject({ office: z.looseObject({}) }),
]);

/**
 * The function that makes the projects that people ask for: answers messages of its queue and errands of the API, and sweeps when the
 * schedule says so, which makes lost records again, too.
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
    if ("Records" in asked) {
      const answer = await answerEvents(here, asked.Records, report);
      log({ level: "INFO", subject: "messages", failed: answer.batchItemFailures.length });
      return answer;
    }
    if ("office" in asked) {
      if (options.office === undefined)
        throw new Error("the function answers no errands; fix: apply the application layer");
      return options.office(asked.office, here);
    }
    const swept = await sweep(here, report, () => context.getRemainingTimeInMillis() < SPARE);
    log({ level: "INFO", subject: "sweep", ...swept });
    if (swept.failed > 0) throw new Error(`${swept.failed} requests failed; see the log before`);
    return swept;
  };
}

async function workplace({ clients, places, clock = systemClock }: HandlerOptions): Promise<Workplace> {
  const { domain: settings, projects, evidenceLock: lock } = await loadSettings(clients.bucket, places);
  const domain = { client: clients.datazone, once: clients.datazoneOnce, settings };
  return {
    domain,
    settings: projects,
    bell: new QueueBell(clients.queue, places.queue),
    ports: {
      service: new DataZoneProjects(domain),
      store: new ProjectTable(clients.table, places.table, clock),
      claims: new ClaimTable(clients.table, places.table, clock),
      evidence: new ProjectEvidence(clients.bucket, { bucket: places.bucket, lock, clock }),
      notices: new ProjectNotices(clients.notices, { notices: places.noticesTopic, alarms: places.alarmsTopic }),
      clock,
    },
  };
}
