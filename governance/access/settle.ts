import { canonicalJson } from "../../contracts/canonical-json";
import { evaluateAccess, type Hold } from "../access-rules";
import { planStep, type AccessPolicy } from "./plan";
import type { AccessPorts } from "./ports";
import { freshRecord, withAsked, type AccessRecord, type HeldRequest } from "./record";
import type { Step } from "./step";
import { laterBy } from "./time";
import type { AccessView, RequestView } from "./view";

/** Steps of one run. A request takes about ten from its arrival to access that works. */
const STEPS = 40;

/** Outcome of a step: the service is not ready for it, the service was told, or something was stored, unless somebody else was faster. */
type Outcome = "not-ready" | "told" | "stored" | "outrun";

/** State in which a run leaves a request. */
export interface Settled {
  readonly record: AccessRecord;
  /** Time of the next look; absent where only an event can change something. */
  readonly nextLook?: string;
}

/**
 * Brings a request as far as it can be brought now.
 *
 * It may be called at any time, any number of times, by several at once, and be cut off anywhere: each step is planned from what is
 * stored and what the service says, decisions are stored before the service is told, and a store that somebody else was faster with
 * leads to another look. The service, which bears eight looks a second, is asked again only where it may say something else: when it was
 * told something, and when somebody else has stored something. Whatever it has decided meanwhile, it refuses a second decision.
 *
 * @throws whatever a port throws: the caller comes again
 */
export async function settleAccess(requestId: string, ports: AccessPorts, policy: AccessPolicy): Promise<Settled> {
  let last: Step | undefined;
  let seen: AccessView | undefined;
  for (let count = 0; count < STEPS; count++) {
    const stored = (await ports.store.load(requestId)) ?? freshRecord(requestId);
    const view: AccessView = seen ?? (await ports.catalog.look(requestId, stored.subscriptionId));
    const record = withAsked(stored, view.request);
    const step = planStep(record, view, policy, ports.clock());
    if (step.kind === "wait") return { record, nextLook: step.until };
    // What the service was told a moment ago it may not say yet: reads lag behind.
    const isTold = canonicalJson(step) === canonicalJson(last);
    const outcome = isTold ? "not-ready" : await carryOut(step, record, view.request, ports);
    if (outcome === "not-ready")
      return { record, nextLook: laterBy(ports.clock(), { minutes: policy.lookAgainMinutes }) };
    last = step;
    seen = outcome === "stored" ? view : undefined;
  }
  throw new Error(`request ${requestId} is not settled after ${STEPS} steps`);
}

/** Carries a step out. */
async function carryOut(
  step: Exclude<Step, { kind: "wait" }>,
  record: AccessRecord,
  request: RequestView | undefined,
  ports: AccessPorts,
): Promise<Outcome> {
  switch (step.kind) {
    case "store":
      return saved(step.record, ports);
    case "notify":
      await ports.notices.send(step.record, step.notice);
      return saved(step.record, ports);
    case "keep-evidence":
      await ports.evidence.keep(step.record, step.name);
      return saved(step.record, ports);
    case "revoke":
      await ports.catalog.revoke(step.subscriptionId);
      return "told";
    case "grant": {
      const problem = await ports.catalog.grant(step.subscriptionId, step);
      if (problem === undefined) return "told";
      await ports.store.save({ ...record, problem });
      return "not-ready";
    }
    default:
      // A request that is not there is never pending, and only what is pending has these steps.
      if (request === undefined) throw new Error(`step ${step.kind} of a request that is not there`);
      return decide(step, record, request, ports);
  }
}

const saved = async (record: AccessRecord, { store }: AccessPorts): Promise<Outcome> =>
  (await store.save(record)) ? "stored" : "outrun";

async function decide(
  step: Extract<Step, { kind: "ask-rules" | "make-filters" | "accept" | "reject" }>,
  record: AccessRecord,
  request: RequestView,
  ports: AccessPorts,
): Promise<Outcome> {
  switch (step.kind) {
    case "ask-rules":
      return saved(await ruled(record, request, ports), ports);
    case "make-filters": {
      const made = await ports.catalog.filters(request, step.access);
      if (made === undefined) return "not-ready";
      return saved("ids" in made ? { ...record, filterIds: made.ids } : heldFor(record, made.problem, ports), ports);
    }
    case "accept":
      await ports.catalog.accept(request, step);
      return "told";
    case "reject":
      await ports.catalog.reject(request, step.comment);
      return "told";
  }
}

async function ruled(record: AccessRecord, request: RequestView, ports: AccessPorts): Promise<AccessRecord> {
  const facts = await ports.catalog.facts(request);
  // A rule without conditions on the asset would decide on what nobody has written it for.
  if (request.beyond !== undefined)
    return { ...record, facts, phase: "held", held: heldRequest(ports.rules.otherwise, BEYOND, ports.clock()) };
  const decision = evaluateAccess(ports.rules, facts);
  const at = ports.clock();
  const known = { ...record, facts, ruled: decision };
  if (decision.outcome === "hold")
    return { ...known, phase: "held", held: heldRequest(decision.hold, decision.reason, at) };
  const decider = { kind: "rule", rule: decision.rule ?? "", version: decision.version } as const;
  const common = { decider, reason: decision.reason, at };
  const verdict =
    decision.outcome === "approve"
      ? ({ ...common, outcome: "approve", access: decision.access } as const)
      : ({ ...common, outcome: "reject" } as const);
  return { ...known, phase: "deciding", verdict };
}

const BEYOND =
  "Rules speak of assets that projects ask for, and this is something else: approve it in the portal of AWS, or reject it.";

function heldRequest(hold: Hold, reason: string, since: string): HeldRequest {
  return {
    queue: hold.queue,
    since,
    remindAt: laterBy(since, { days: hold.remindAfterDays }),
    lapsesAt: laterBy(since, { days: hold.lapseAfterDays }),
    reason,
    consents: [],
  };
}

/** A verdict whose filters the service refuses is taken back before the service has heard of it, and people decide. */
function heldFor(
  record: AccessRecord,
  problem: NonNullable<AccessRecord["problem"]>,
  ports: AccessPorts,
): AccessRecord {
  const reason = `The filters of the decision cannot be made: ${"cause" in problem ? problem.cause : problem.kind}`;
  const { otherwise } = ports.rules;
  return { ...record, phase: "held", verdict: undefined, problem, held: heldRequest(otherwise, reason, ports.clock()) };
}
