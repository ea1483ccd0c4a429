import type { Attempts } from "./attempts";
import type { Outcome } from "./steps/exchange";
import type { RecordedEvent } from "./events";
import { type FaultRule, isFaultRule } from "./faults";
import { inventory } from "./inventory";
import { grantsOf } from "./iam";
import type { ApiAddresses } from "./services/apigateway";
import type { ScheduleClock } from "./services/scheduler/clock";
import { TEMPLATES_PATH } from "./services/datazone/blueprint-template-path";
import { finishHandshake, type Handshake } from "./services/codeconnections/handshake";
import { templateDocument } from "./services/datazone/blueprint-templates";
import { MANAGED_BLUEPRINTS } from "./services/datazone/blueprints";
import type { EmulatorContext, HttpRequest } from "./service";

/** Path below which the control endpoints are. */
export const CONTROL_PREFIX = "/_emulator/";

const answer = (status: number, value: unknown): Outcome => ({
  reply: { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) },
});

/** Parts that the endpoints reach beside the context of handlers. */
export interface Controlled {
  readonly attempts: Attempts;
  /** Writes everything into a directory. */
  readonly save: (directory: string) => Promise<void>;
  /** HTTP APIs with their addresses. */
  readonly apis: () => Promise<readonly ApiAddresses[]>;
  /** Clock of schedules. @default - without moto there are none */
  readonly clock?: ScheduleClock;
}

type Read = (context: EmulatorContext, query: URLSearchParams, controlled: Controlled) => unknown;

/** Endpoints that only answer. */
const READS: Readonly<Record<string, Read>> = {
  health: ({ options, registry }) => ({
    status: "ok",
    validating: options.validate !== false && registry !== undefined,
  }),
  violations: ({ violations }) => ({ violations: violations.list() }),
  store: ({ store }, query) => (query.get("raw") === "true" ? store.snapshot() : inventory(store)),
  log: ({ log }) => ({ calls: log.list() }),
  events: (context, query) => ({ events: eventsOf(query, context) }),
  apis: async (_context, _query, { apis }) => ({ apis: await apis() }),
  deliveries: ({ deliveries }) => ({ deliveries: deliveries.list() }),
  schedules: async (_context, _query, { clock }) => ({
    now: new Date(clock?.now ?? Date.now()).toISOString(),
    schedules: (await clock?.list()) ?? [],
  }),
  repeated: (_context, _query, { attempts }) => ({ repeated: attempts.list() }),
  iam: ({ judge }) => judge?.judgements() ?? { calls: 0, refused: [], principals: {} },
  "iam/grants": async ({ judge }) => ({ principals: judge ? await grantsOf(judge) : {} }),
  rates: ({ rates }) => ({ refused: rates.refused }),
  faults: ({ faults }) => ({ faults: faults.list() }),
};

/** The endpoints for the launcher and for tests. */
export async function control(
  request: HttpRequest,
  context: EmulatorContext,
  controlled: Controlled,
): Promise<Outcome> {
  const { method, path, query, body } = request;
  if (method === "GET" && path.startsWith(TEMPLATES_PATH)) return blueprintTemplate(path);
  const name = path.slice(CONTROL_PREFIX.length);
  if (method === "GET" && Object.hasOwn(READS, name)) return answer(200, await READS[name](context, query, controlled));
  switch (`${method} ${name}`) {
    case "POST save": {
      const { directory } = JSON.parse(body.toString("utf8")) as { directory: string };
      await controlled.save(directory);
      return answer(200, { directory });
    }
    case "POST faults":
      return addFaults(body, context);
    case "DELETE faults":
      context.faults.clear();
      return answer(200, { faults: [] });
    case "POST schedules":
      return schedules(body, controlled.clock);
    case "POST handshakes":
      return handshake(body, context);
    case "POST reset":
      return reset(context);
    default:
      return answer(404, { message: `no control endpoint ${method} ${path}` });
  }
}

/** Events that were delivered or lost; of one detail type or one bus's account where the query says so. */
function eventsOf(query: URLSearchParams, { events }: EmulatorContext): RecordedEvent[] {
  const [type, account] = [query.get("detail-type"), query.get("account")];
  return events
    .list()
    .filter(({ event }) => type === null || event["detail-type"] === type)
    .filter(({ event }) => account === null || event.account === account);
}

function reset({ store, faults, violations, log, events, deliveries, judge, roleCalls }: EmulatorContext): Outcome {
  for (const part of [faults, violations, log, events, deliveries, judge, roleCalls]) part?.clear();
  store.reset();
  return answer(200, {});
}

/** Order to the clock of schedules: one of the three. */
interface ScheduleOrder {
  readonly fire?: string;
  readonly advanceSeconds?: unknown;
  readonly skipSeconds?: unknown;
}

/** Runs something scheduled now, or puts the clock forward and runs what becomes due, or nothing. */
async function schedules(body: Buffer, clock: ScheduleClock | undefined): Promise<Outcome> {
  if (clock === undefined) return answer(400, { message: "schedules need moto" });
  try {
    const { fire, advanceSeconds, skipSeconds } = JSON.parse(body.toString("utf8")) as ScheduleOrder;
    if (fire !== undefined)
      return (await clock.fire(fire)) ? answer(200, { runs: 1 }) : answer(404, { message: `no schedule ${fire}` });
    const isAhead = (seconds: unknown): seconds is number => typeof seconds === "number" && seconds >= 0;
    if (isAhead(advanceSeconds)) return answer(200, { runs: await clock.advance(advanceSeconds * 1000) });
    if (!isAhead(skipSeconds))
      return answer(400, { message: "give fire, an ARN or a name, or advanceSeconds or skipSeconds, 0 or more" });
    await clock.skip(skipSeconds * 1000);
    return answer(200, { runs: 0 });
  } catch (error) {
    return answer(400, { message: (error as Error).message });
  }
}

/** Finishes a connection to a Git provider, as a person does in the console. */
function handshake(body: Buffer, { store }: EmulatorContext): Outcome {
  try {
    return answer(200, { connections: finishHandshake(store, JSON.parse(body.toString("utf8")) as Handshake) });
  } catch (error) {
    return answer(400, { message: (error as Error).message });
  }
}

/** The template of a blueprint, at the address that GetEnvironmentBlueprint answers. */
function blueprintTemplate(path: string): Outcome {
  const name = /\/([^/]+)\.json$/.exec(path)?.[1] ?? "";
  if (!MANAGED_BLUEPRINTS.includes(name)) return answer(404, { message: `no template ${path}` });
  return answer(200, templateDocument(name));
}

/** Accepts one rule, a list, or `{faults: [...]}`. */
export function parseFaults(text: string): FaultRule[] {
  const value: unknown = JSON.parse(text);
  const list: unknown[] = Array.isArray(value)
    ? value
    : Array.isArray((value as { faults?: unknown }).faults)
      ? (value as { faults: unknown[] }).faults
      : [value];
  const wrong = list.find((rule) => !isFaultRule(rule));
  if (wrong !== undefined) throw new Error(`not a fault rule: ${JSON.stringify(wrong)}`);
  return list as FaultRule[];
}

function addFaults(body: Buffer, context: EmulatorContext): Outcome {
  try {
    context.faults.add(parseFaults(body.toString("utf8")));
  } catch (error) {
    return answer(400, { message: (error as Error).message });
  }
  return answer(200, { faults: context.faults.list() });
}
