import { z } from "zod";
import { saidBy } from "../../aws/faults";
import { SWEEP_EVENT } from "../../contracts/application/access-settings";
import type { AiopsSettings, CodeHostSettings } from "../../contracts/aiops/settings";
import type { UseCase } from "../../governance/promotions";
import { type AiopsPlaces, loadAiopsSettings } from "../application-store/aiops-settings";
import { keptOnceMade, systemClock } from "../application-store/kept";
import { type Failure, type InvocationContext, queueEvent } from "../application-store/queue-message";
import { readPlace } from "./account/places";
import { AwsStageAccounts } from "./account/stage-accounts";
import { QueueBell } from "./bell";
import type { Clients } from "./clients";
import { CodeHostDeployments } from "./host/deploy-host";
import type { Transport } from "../code-host";
import { PromotionNotices } from "./notices";
import { answerOffice } from "./office";
import { BuildRegistry } from "./registry/build-registry";
import { PromotionEvidence } from "./store/evidence";
import { PromotionTable } from "./store/promotion-table";
import { answerEvents, sweep, type Workplace } from "./work";

/** Time that an invocation leaves unused, in milliseconds: for the step that it is at, and the parts of a copy. */
const SPARE = 90_000;

/** Options that differ between AWS and tests. */
export interface HandlerOptions {
  readonly clients: Clients;
  readonly places: AiopsPlaces;
  /** Connection to a code host, with the token of its secret. */
  readonly connect: (host: CodeHostSettings) => Transport;
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
 * The function that promotes models from stage to stage: answers messages of its queue and errands of the API, and sweeps when the schedule
 * says so.
 *
 * @throws Error for a sweep in which use cases failed, when all others have been looked at: the error is what the alarm counts
 */
export function createHandler(
  options: HandlerOptions,
): (event: unknown, context: InvocationContext) => Promise<unknown> {
  // One invocation at a time is in an instance; each has its own time.
  const time = { isOver: (): boolean => false };
  const place = keptOnceMade(() => workplace(options, () => time.isOver()));
  const log = options.log ?? ((line) => console.log(JSON.stringify(line)));
  const report = ({ subject, error }: Failure): void => log({ level: "ERROR", subject, error: saidBy(error) });
  return async (event, context) => {
    const asked = events.parse(event);
    time.isOver = () => context.getRemainingTimeInMillis() < SPARE;
    const here = await place();
    if ("Records" in asked) {
      const answer = await answerEvents(here, asked.Records, report);
      log({ level: "INFO", subject: "messages", failed: answer.batchItemFailures.length });
      return answer;
    }
    if ("office" in asked) return answerOffice(asked.office, here, report);
    const swept = await sweep(here, report);
    log({ level: "INFO", subject: "sweep", ...swept });
    if (swept.failed > 0) throw new Error(`${swept.failed} use cases failed; see the log before`);
    return swept;
  };
}

async function workplace(options: HandlerOptions, isOver: () => boolean): Promise<Workplace> {
  const { clients, places, connect, clock = systemClock } = options;
  const settings = await loadAiopsSettings(clients.bucket, places);
  return {
    ...{ settings, isOver },
    useCase: useCases(settings, clients),
    bell: new QueueBell(clients.queue, places.queue),
    ports: {
      registry: new BuildRegistry(clients.account),
      accounts: new AwsStageAccounts(settings.prefix, clients.account, isOver),
      host: new CodeHostDeployments(settings.codeHosts, connect),
      store: new PromotionTable(clients.table, places.table, clock),
      evidence: new PromotionEvidence(clients.bucket, { bucket: places.bucket, clock }),
      notices: new PromotionNotices(clients.notices, places.alarmsTopic),
      clock,
    },
  };
}

/** Use cases by their keys; the bucket of the build account is in the record of its place, and stays the same. */
function useCases({ prefix, useCases: known }: AiopsSettings, { account }: Clients): Workplace["useCase"] {
  const buckets = new Map<string, string>();
  return async (key): Promise<UseCase | undefined> => {
    const settings = known[key] as AiopsSettings["useCases"][string] | undefined;
    if (settings === undefined) return undefined;
    const { accountRoleArn, region, name } = settings.build;
    const bucket =
      buckets.get(key) ?? (await readPlace(account(accountRoleArn, region).ssm, prefix, key, name))?.bucket;
    if (bucket === undefined) return undefined;
    buckets.set(key, bucket);
    return { ...settings, key, bucket };
  };
}
