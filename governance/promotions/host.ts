import { laterBy } from "../access/time";
import { inPhase, withDuty, withNotice, withPassage, withPromotion, withStage } from "./changes";
import type { HostRun, PromotionPorts } from "./ports";
import { type Deployment, type Order, type PromotionsRecord, stageOf, type StageState } from "./record";
import type { UseCase } from "./use-case";

/** Minutes after which a run is asked for again. */
const ASK_AGAIN = 2;
/** Minutes after which something that the host refuses is tried again. */
const TELL_AGAIN = 15;
/** Minutes after which an order whose run nobody finds is given up. */
const LOST_MINUTES = 90;
/** Hours of a run after which people are told that it takes long: an environment of the host may wait for its reviewers. */
const SLOW_HOURS = 24;
/** Releases of a stage that it can go back to. */
const HISTORY = 20;

/**
 * Tells the host of an order. That it is being told is stored first: who is cut off here is followed by somebody who asks the host, and
 * tells it again only where the host is sure that it was not told.
 */
export async function tellHost(
  record: PromotionsRecord,
  useCase: UseCase,
  stage: string,
  { store, host, clock }: PromotionPorts,
): Promise<boolean> {
  const order = orderOf(record, stage);
  const telling: Order = { ...order, state: "telling", tellingSince: clock() };
  const claimed = withStage(record, stage, { order: telling });
  if (!(await store.save(claimed))) return false;
  const told = await host.start(useCase, stage, telling);
  const mine = { ...claimed, revision: record.revision + 1 };
  if ("hindrance" in told) {
    const { hindrance } = told;
    const notBefore = laterBy(clock(), { minutes: TELL_AGAIN });
    const ready: Order = { ...order, state: "ready", problem: hindrance, notBefore };
    const kept = withStage(mine, stage, { order: ready });
    return store.save(
      withNotice(kept, `blocked:${order.id}:${hindrance}`, "blocked", hindrance, orderFacts(order, stage)),
    );
  }
  const { problem: _problem, notBefore: _notBefore, ...rest } = telling;
  return store.save(withStage(mine, stage, { order: { ...rest, state: "told", ...told } }));
}

/** Asks the host what has become of an order, and draws the conclusion. */
export async function askHost(
  record: PromotionsRecord,
  useCase: UseCase,
  stage: string,
  { store, host, clock }: PromotionPorts,
): Promise<boolean> {
  const order = orderOf(record, stage);
  const found = await host.find(useCase, stage, order);
  const now = clock();
  return store.save(
    typeof found === "string"
      ? notFound(record, stage, order, found, now)
      : followed(record, useCase, stage, { order, found, now }),
  );
}

function orderOf(record: PromotionsRecord, stage: string): Order {
  const { order } = stageOf(record, stage);
  if (order === undefined) throw new Error(`there is no order in ${stage}`);
  return order;
}

const orderFacts = ({ promotion, source }: Order, stage: string) => ({ promotion, source, stage });

function notFound(
  record: PromotionsRecord,
  stage: string,
  order: Order,
  found: "none" | "unknown",
  now: string,
): PromotionsRecord {
  // The host never got the order: it is told anew, under the same mark.
  if (found === "none" && order.state === "telling")
    return withStage(record, stage, { order: { ...order, state: "ready" } });
  const over = laterBy(order.tellingSince ?? order.orderedAt, { minutes: LOST_MINUTES });
  if (now < over)
    return withStage(record, stage, { order: { ...order, notBefore: laterBy(now, { minutes: ASK_AGAIN }) } });
  const sentence = `Nobody can tell whether ${order.release} was deployed to ${stage}: look for ${order.id} on the code host`;
  const ended = failed(record, stage, order, { said: "no run was found", now });
  return withNotice(ended, `deployment-unknown:${order.id}`, "deployment-unknown", sentence, orderFacts(order, stage));
}

interface Followed {
  readonly order: Order;
  readonly found: HostRun;
  readonly now: string;
}

function followed(record: PromotionsRecord, useCase: UseCase, stage: string, at: Followed): PromotionsRecord {
  const { order, found, now } = at;
  const { run, state, said } = found;
  if (state === "succeeded") return deployed(record, useCase, stage, at);
  if (state === "failed") {
    const ended = failed(record, stage, { ...order, run }, { said, now });
    const sentence = `The deployment of ${order.release} to ${stage} has ended as ${said}`;
    return withNotice(ended, `failed:${order.id}`, "deployment-failed", sentence, orderFacts(order, stage));
  }
  const notBefore = laterBy(now, { minutes: ASK_AGAIN });
  const kept = withStage(record, stage, { order: { ...order, state: "told", run, notBefore } });
  if (now < laterBy(order.orderedAt, { minutes: SLOW_HOURS * 60 })) return kept;
  const sentence = `The deployment of ${order.release} to ${stage} takes longer than a day: it is ${said}`;
  return withNotice(kept, `slow:${order.id}`, "slow", sentence, orderFacts(order, stage));
}

function deployed(record: PromotionsRecord, useCase: UseCase, stage: string, at: Followed): PromotionsRecord {
  const { order, found, now } = at;
  const { promotion: id, source, release, by, kind } = order;
  const promoted: Deployment = { promotion: id, source, release, at: now, by, kind };
  const state = stageOf(record, stage);
  const changed = withStage(record, stage, {
    order: undefined,
    promoted,
    history: [promoted, ...earlierThan(state, promoted)].slice(0, HISTORY),
  });
  const kept = withDuty(changed, {
    kind: "evidence",
    name: `${id}/${stage}-deployed-${order.id}`,
    at: now,
    facts: { ...orderFacts(order, stage), order: { ...order, run: found.run }, said: found.said },
  });
  const sentence = `${release} is deployed to ${stage}${kind === "rollback" ? ", by a rollback" : ""}`;
  const told = withNotice(kept, `deployed:${order.id}`, "deployed", sentence, orderFacts(order, stage));
  const promotion = told.promotions.find((one) => one.id === id);
  if (kind === "rollback" || promotion === undefined) return told;
  const isLast = useCase.stages.at(-1)?.name === stage;
  const goesOn =
    promotion.state === "under-way" && isLast ? { ...promotion, state: "done" as const, since: now } : promotion;
  return withPassage(told, goesOn, stage, inPhase(promotion.passages[stage], "deployed", now));
}

/** Releases that a stage can go back to. A rollback leaves out what it went back from: the next one goes further back. */
function earlierThan({ history }: StageState, { release, kind }: Deployment): readonly Deployment[] {
  if (kind === "promotion") return history.filter((one) => one.release !== release);
  const at = history.findIndex((one) => one.release === release);
  return at < 0 ? history : history.slice(at + 1);
}

function failed(
  record: PromotionsRecord,
  stage: string,
  order: Order,
  { said, now }: { readonly said: string; readonly now: string },
): PromotionsRecord {
  const kept = withDuty(withStage(record, stage, { order: undefined }), {
    kind: "evidence",
    name: `${order.promotion}/${stage}-failed-${order.id}`,
    at: now,
    facts: { ...orderFacts(order, stage), order, said },
  });
  const promotion = kept.promotions.find(({ id }) => id === order.promotion);
  if (order.kind === "rollback" || promotion === undefined) return kept;
  const problem = `The deployment to ${stage} has failed: ${said}.`;
  const ended = withPassage(kept, promotion, stage, inPhase(promotion.passages[stage], "failed", now));
  const isUnderWay = promotion.state === "under-way";
  const passages = ended.promotions.find(({ id }) => id === promotion.id)?.passages ?? {};
  return isUnderWay ? withPromotion(ended, { ...promotion, passages, state: "stopped", since: now, problem }) : ended;
}
