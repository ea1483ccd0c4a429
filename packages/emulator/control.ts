import type { Attempts } from "./attempts";
import type { Outcome } from "./steps/exchange";
import type { RecordedEvent } from "./events";
import { type FaultRule, isFaultRule } from "./faults";
import { inventory } from "./inventory";
import { grantsOf } from "./iam";
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
}

/** The endpoints for the launcher and for tests. */
export async function control(
  request: HttpRequest,
  context: EmulatorContext,
  controlled: Controlled,
): Promise<Outcome> {
  if (request.method === "GET" && request.path.startsWith(TEMPLATES_PATH)) return blueprintTemplate(request.path);
  switch (`${request.method} ${request.path.slice(CONTROL_PREFIX.length)}`) {
    case "GET health":
      return answer(200, {
        status: "ok",
        validating: context.options.validate !== false && context.registry !== undefined,
      });
    case "GET violations":
      return answer(200, { violations: context.violations.list() });
    case "GET store":
      return answer(200, request.query.get("raw") === "true" ? context.store.snapshot() : inventory(context.store));
    case "GET log":
      return answer(200, { calls: context.log.list() });
    case "GET events":
      return answer(200, { events: eventsOf(request.query, context) });
    case "GET repeated":
      return answer(200, { repeated: controlled.attempts.list() });
    case "POST save": {
      const { directory } = JSON.parse(request.body.toString("utf8")) as { directory: string };
      await controlled.save(directory);
      return answer(200, { directory });
    }
    case "GET iam":
      return answer(200, context.judge?.judgements() ?? { calls: 0, refused: [], principals: {} });
    case "GET iam/grants":
      return answer(200, { principals: context.judge ? await grantsOf(context.judge) : {} });
    case "GET rates":
      return answer(200, { refused: context.rates.refused });
    case "GET faults":
      return answer(200, { faults: context.faults.list() });
    case "POST faults":
      return addFaults(request.body, context);
    case "DELETE faults":
      context.faults.clear();
      return answer(200, { faults: [] });
    case "POST handshakes":
      return handshake(request.body, context);
    case "POST reset":
      return reset(context);
    default:
      return answer(404, { message: `no control endpoint ${request.method} ${request.path}` });
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

function reset({ store, faults, violations, log, events, judge }: EmulatorContext): Outcome {
  for (const part of [faults, violations, log, events, judge]) part?.clear();
  store.reset();
  return answer(200, {});
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
