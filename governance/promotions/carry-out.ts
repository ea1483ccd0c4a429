import { laterBy } from "../access/time";
import { factsOf, inPhase, withDuty, withNotice, withPassage, withStage } from "./changes";
import { askHost, tellHost } from "./host";
import { parseRelease, type PackageView } from "./package";
import type { Hindrance, PromotionPorts } from "./ports";
import { type Decision, type Order, type Passage, type Promotion, type PromotionsRecord, stageOf } from "./record";
import { objection, withdrawn } from "./seen";
import type { Step } from "./step";
import { stageNamed, type UseCase } from "./use-case";

type Doing = Exclude<Step, { kind: "wait" }>;

/** Minutes after which something that did not go is tried again. */
const AGAIN = { unfinished: 1, hindered: 15 };

/** Carries a step out. @returns false where somebody else has stored something meanwhile, or nothing more can be done now */
export async function carryOut(
  step: Doing,
  record: PromotionsRecord,
  useCase: UseCase,
  ports: PromotionPorts,
): Promise<boolean> {
  switch (step.kind) {
    case "store":
      return ports.store.save(step.record);
    case "do-duty":
      await doDuty(step.duty, useCase, ports);
      return ports.store.save({ ...record, duties: record.duties.slice(1) });
    case "tell-host":
      return tellHost(record, useCase, step.stage, ports);
    case "ask-host":
      return askHost(record, useCase, step.stage, ports);
    default:
      return ports.store.save(await passed(step, record, useCase, ports));
  }
}

async function doDuty(
  duty: Extract<Doing, { kind: "do-duty" }>["duty"],
  useCase: UseCase,
  { evidence, notices, accounts }: PromotionPorts,
): Promise<void> {
  switch (duty.kind) {
    case "evidence":
      return evidence.keep(useCase.key, duty);
    case "notice":
      return notices.send(useCase, duty);
    case "refuse-version": {
      const decision = { outcome: "Rejected", reason: duty.reason } as const;
      // A version that nobody can refuse waits for approval for ever, which deploys nothing.
      await accounts.decide(useCase, duty.stage, { release: duty.release }, decision);
    }
  }
}

/** The record after a step of a promotion in a stage. */
async function passed(
  step: Extract<Doing, { promotion: string }>,
  record: PromotionsRecord,
  useCase: UseCase,
  ports: PromotionPorts,
): Promise<PromotionsRecord> {
  const { stage } = step;
  const promotion = record.promotions.find(({ id }) => id === step.promotion);
  if (promotion === undefined) throw new Error(`step ${step.kind} of a promotion that is not there`);
  const passage = promotion.passages[stage] as Passage | undefined;
  const now = ports.clock();
  const view = await freshView(promotion, useCase, ports);
  const against = view === "data" ? undefined : objection(promotion, view, useCase);
  if (against !== undefined) return withdrawn(record, promotion, against, now);
  const at: At = { record, promotion, passage, stage, useCase, now, ports };
  switch (step.kind) {
    case "enter":
      return enter(at, view === "data");
    case "copy": {
      const copied = await ports.accounts.copy(useCase, stage, promotion, view as PackageView);
      if ("hindrance" in copied) return hindered(at, copied);
      if (isOther(promotion, copied.digest))
        return withdrawn(record, promotion, { reason: OTHER_FILES, state: "refused" }, now);
      return withPassage(record, promotion, stage, { ...inPhase(passage, "registering", now), copied });
    }
    case "register": {
      const made = await ports.accounts.register(useCase, stage, promotion);
      return "hindrance" in made ? hindered(at, made) : registered(at, made.release);
    }
    case "release":
      return release(at);
  }
}

const OTHER_FILES = "The files are others than those of the stage before: build the version again.";

/** Tells whether a stage has other artifacts than those before it: somebody has replaced files under their addresses. */
const isOther = ({ passages }: Promotion, digest: string): boolean =>
  Object.values(passages).some(({ copied }) => copied !== undefined && copied.digest !== digest);

interface At {
  readonly record: PromotionsRecord;
  readonly promotion: Promotion;
  readonly passage: Passage | undefined;
  readonly stage: string;
  readonly useCase: UseCase;
  readonly now: string;
  readonly ports: PromotionPorts;
}

/** The version as it is now; of a data release there is only its manifest, whose digest is its name. */
async function freshView(
  { source }: Promotion,
  useCase: UseCase,
  { registry }: PromotionPorts,
): Promise<PackageView | "data" | undefined> {
  const release = parseRelease(source);
  if (release?.kind === "package") return registry.describe(useCase, source);
  return (await registry.manifestDigest(useCase, source)) === release?.digest ? "data" : undefined;
}

async function enter(at: At, isData: boolean): Promise<PromotionsRecord> {
  const { record, promotion, passage, stage, useCase, now, ports } = at;
  const place = await ports.accounts.place(useCase, stage);
  if (place === undefined)
    return hindered(at, { hindrance: `The account of ${stage} has no record of the use case: apply its layer aiops.` });
  if (isData) return registered(at, promotion.source);
  return withPassage(record, promotion, stage, inPhase(passage, "copying", now));
}

/** The release is where its deployment finds it: a person releases it, or the gates have. */
function registered(at: At, release: string): PromotionsRecord {
  const { record, promotion, passage, stage, useCase, now } = at;
  const { approval, approvers, approvalHours } = stageNamed(useCase, stage);
  const kept = withDuty(record, {
    kind: "evidence",
    name: `${promotion.id}/${stage}-registered`,
    at: now,
    facts: { ...factsOf(promotion, stage), release, copied: passage?.copied, commit: promotion.commit },
  });
  if (!approval) {
    const reason = promotion.wish?.reason ?? `Approved by ${promotion.approvers.join(", ")}; every gate is met.`;
    const decision: Decision = { outcome: "approve", by: promotion.wish?.person ?? "gates", reason, at: now };
    return withPassage(kept, promotion, stage, { ...inPhase(passage, "released", now), registered: release, decision });
  }
  const lapsesAt = laterBy(now, { minutes: approvalHours * 60 });
  const held = withPassage(kept, promotion, stage, { ...inPhase(passage, "held", now), registered: release, lapsesAt });
  const sentence = `A promotion to ${stage} waits for its release by ${approvers.join(" or ")} until ${lapsesAt}`;
  return withNotice(held, `held:${promotion.id}:${stage}`, "held", sentence, factsOf(promotion, stage));
}

/** Approves the version in the stage's registry, and orders its deployment. */
async function release(at: At): Promise<PromotionsRecord> {
  const { record, promotion, passage, stage, useCase, now, ports } = at;
  const { registered: release, decision, copied } = passage ?? {};
  if (release === undefined || decision === undefined)
    throw new Error(`${promotion.id} is released without a decision`);
  if (parseRelease(promotion.source)?.kind === "package") {
    const reason = `Promotion ${promotion.id}, released by ${decision.by}`;
    const hindrance = await ports.accounts.decide(useCase, stage, { release, copied }, { outcome: "Approved", reason });
    if (hindrance !== undefined) return hindered(at, hindrance);
  }
  const orders = stageOf(record, stage).orders + 1;
  const order: Order = {
    id: `${promotion.id}-${stage}-${orders}`,
    ...{ kind: "promotion", promotion: promotion.id, source: promotion.source, release },
    ...{ by: decision.by, reason: decision.reason, orderedAt: now, state: "ready" },
  };
  const deploying = withPassage(record, promotion, stage, inPhase(passage, "deploying", now));
  return withDuty(withStage(deploying, stage, { order, orders, top: promotion.rank }), {
    kind: "evidence",
    name: `${promotion.id}/${stage}-ordered`,
    at: now,
    facts: { ...factsOf(promotion, stage), release, order: order.id, decision, makers: promotion.makers },
  });
}

/** Remembers what keeps a promotion, tells it once, and says when it is tried again. */
function hindered(
  { record, promotion, passage, stage, now }: At,
  { hindrance, unfinished }: Hindrance,
): PromotionsRecord {
  const isUnfinished = unfinished === true;
  const notBefore = laterBy(now, { minutes: isUnfinished ? AGAIN.unfinished : AGAIN.hindered });
  const kept: Passage = { phase: "waiting", since: now, ...passage, problem: hindrance, notBefore };
  const changed = withPassage(record, promotion, stage, kept);
  if (isUnfinished) return changed;
  const name = `blocked:${promotion.id}:${stage}:${hindrance}`;
  return withNotice(changed, name, "blocked", hindrance, factsOf(promotion, stage));
}
