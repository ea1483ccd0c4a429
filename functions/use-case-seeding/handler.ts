import { z } from "zod";
import { saidBy } from "../../aws/faults";
import type { AiopsSettings } from "../../contracts/aiops/settings";
import { SWEEP_EVENT } from "../../contracts/application/access-settings";
import { HostRefusal, type CodeHost, type RepositoryKey } from "../../governance/repositories";
import type { SeedSource } from "../../seeds";
import { type AiopsPlaces, loadAiopsSettings } from "../application-store/aiops-settings";
import { keptOnceMade, systemClock } from "../application-store/kept";
import { type Failure, type InvocationContext, queueEvent } from "../application-store/queue-message";
import type { Connection } from "../code-host";
import { RepositoryAlarms } from "./alarms";
import { QueueBell } from "./bell";
import type { Clients } from "./clients";
import { secretReader } from "./facts/secrets";
import { useCaseOf, wishFor } from "./facts/wish";
import { codeHostOf } from "./hosts";
import { SEEDS } from "./seeds";
import { ClaimTable } from "./store/claim-table";
import { RepositoryEvidence } from "./store/evidence";
import { RecordTable } from "./store/record-table";
import { answerMessages, sweep, type Workplace } from "./work";

/** Time that a sweep leaves unused, in milliseconds: for the repository that it is at. */
const SPARE = 120_000;
const MINUTE = 60_000;

/** Options that differ between AWS and tests. */
export interface HandlerOptions {
  readonly clients: Clients;
  readonly places: AiopsPlaces;
  /** Files of the templates. */
  readonly seeds: SeedSource;
  readonly connection?: Connection;
  /** @default - the system's */
  readonly clock?: () => string;
  /** Writes a line of the log. @default - standard output */
  readonly log?: (line: object) => void;
}

const events = z.union([queueEvent, z.strictObject({ sweep: z.literal(SWEEP_EVENT.sweep) })]);

/**
 * The function that makes and keeps the repositories of use cases: answers messages of its queue, and sweeps when the schedule says so.
 *
 * @throws Error for a sweep in which repositories failed, when all others have been looked at: the error is what the alarm counts
 */
export function createHandler(
  options: HandlerOptions,
): (event: unknown, context: InvocationContext) => Promise<unknown> {
  const log = options.log ?? ((line) => console.log(JSON.stringify(line)));
  const clock = options.clock ?? systemClock;
  const place = keptOnceMade(() => workplace(options, clock));
  const report = ({ subject, error }: Failure): void => log({ level: "ERROR", subject, error: saidBy(error) });
  return async (event, context) => {
    const asked = events.parse(event);
    const here = await place();
    if ("Records" in asked) {
      const answer = await answerMessages(here, asked.Records, report);
      log({ level: "INFO", subject: "messages", failed: answer.batchItemFailures.length });
      return answer;
    }
    const isOver = (): boolean => context.getRemainingTimeInMillis() < SPARE;
    const swept = await sweep(here, report, isOver, Math.floor(Date.parse(clock()) / (15 * MINUTE)));
    log({ level: "INFO", subject: "sweep", ...swept });
    if (swept.failed > 0) throw new Error(`${swept.failed} repositories failed; see the log before`);
    return swept;
  };
}

async function workplace(
  { clients, places, seeds, connection }: HandlerOptions,
  clock: () => string,
): Promise<Workplace> {
  const settings = await loadAiopsSettings(clients.bucket, places);
  const domain = { client: clients.datazone, domainId: settings.domainId };
  const sources = { settings, domain, parametersOf: clients.parametersOf, seeds };
  return {
    settings,
    domain,
    bell: new QueueBell(clients.queue, places.queue),
    ports: {
      wish: (key) => wishFor(sources, key),
      host: hostsOf(settings, clients, connection),
      seeds: SEEDS,
      store: new RecordTable(clients.table, places.table),
      claims: new ClaimTable(clients.table, places.table, clock),
      evidence: new RepositoryEvidence(clients.bucket, { bucket: places.bucket, clock }),
      alarms: new RepositoryAlarms(clients.notices, places.alarmsTopic),
      clock,
    },
  };
}

/** Code hosts, each made once: it keeps its token, and the ids of people. */
function hostsOf(
  { codeHosts, ...settings }: AiopsSettings,
  { secrets }: Clients,
  connection: Connection | undefined,
): (key: RepositoryKey) => CodeHost {
  const made = new Map<string, CodeHost>();
  return ({ useCase }) => {
    const { codeHost } = useCaseOf({ codeHosts, ...settings }, useCase);
    const known = made.get(codeHost);
    if (known !== undefined) return known;
    if (!Object.hasOwn(codeHosts, codeHost)) throw noHost(codeHost);
    const host = codeHosts[codeHost];
    const next = codeHostOf(host, secretReader(secrets, host.secretArn), connection);
    made.set(codeHost, next);
    return next;
  };
}

function noHost(codeHost: string): HostRefusal {
  const text = `The settings have no code host ${codeHost}`;
  return new HostRefusal({ code: "host-refuses", text, fix: "apply the layer automation", for: "platform" });
}
