import { earlier } from "../access/time";
import { factsOf, inPhase, withDuty, withNotice, withPassage, withPromotion } from "./changes";
import { planOrder } from "./plan-order";
import {
  compareRanks,
  type Passage,
  type PassagePhase,
  type Promotion,
  type PromotionsRecord,
  stageOf,
} from "./record";
import type { Step } from "./step";
import { stageNamed, type UseCase } from "./use-case";

/** Phases in which nobody has released a promotion yet: a later one takes its place. */
const UNDECIDED: ReadonlySet<PassagePhase> = new Set(["waiting", "copying", "registering", "held", "released"]);

/** A promotion at the stage that it has come to. */
interface Arrival {
  readonly promotion: Promotion;
  readonly stage: string;
  readonly passage: Passage | undefined;
}

/**
 * The next step of a use case's promotions, from what is remembered. Pure: a step that was begun and cut off is planned again, and one
 * that is done already is found done by whoever carries it out.
 */
export function planStep(record: PromotionsRecord, useCase: UseCase, now: string): Step {
  const [duty] = record.duties;
  if (duty !== undefined) return { kind: "do-duty", duty };
  const arrivals = arrivalsIn(record, useCase);
  const steps = [
    ...arrivals.map(
      (arrival) => overtaken(record, arrivals, arrival, now) ?? planPassage(record, arrival, useCase, now),
    ),
    ...useCase.stages.map(({ name }) => planOrder(record, name, now)),
  ];
  const waits = steps.map((step) => (step.kind === "wait" ? step.until : undefined));
  return (
    steps.find(({ kind }) => kind !== "wait") ?? {
      kind: "wait",
      ...withUntil(waits.reduce((one, other) => earlier(one, other), undefined)),
    }
  );
}

const withUntil = (until: string | undefined) => (until === undefined ? {} : { until });

/** Promotions that are under way, each at the first stage in which it is not deployed; the latest first. */
function arrivalsIn({ promotions }: PromotionsRecord, { stages }: UseCase): Arrival[] {
  return promotions
    .filter(({ state }) => state === "under-way")
    .sort((one, other) => compareRanks(other.rank, one.rank))
    .flatMap((promotion) => {
      const stage = stages.find(({ name }) => promotion.passages[name]?.phase !== "deployed")?.name;
      return stage === undefined ? [] : [{ promotion, stage, passage: promotion.passages[stage] }];
    });
}

/** End of a promotion in a stage to which a later one has come. */
function overtaken(
  record: PromotionsRecord,
  arrivals: readonly Arrival[],
  { promotion, stage, passage }: Arrival,
  now: string,
): Step | undefined {
  const phase = passage?.phase ?? "waiting";
  if (!UNDECIDED.has(phase)) return undefined;
  const { top } = stageOf(record, stage);
  // What somebody has released goes on, unless a later one is released as well.
  const others = arrivals.filter(
    (one) => one.stage === stage && (phase !== "released" || one.passage?.phase === "released"),
  );
  const isLate = [...others.map((one) => one.promotion.rank), ...(top === undefined ? [] : [top])].some(
    (rank) => compareRanks(promotion.rank, rank) < 0,
  );
  if (!isLate) return undefined;
  const problem = `A later version has come to ${stage}.`;
  const ended = withPassage(
    record,
    { ...promotion, state: "overtaken", since: now, problem },
    stage,
    inPhase(passage, "overtaken", now),
  );
  return { kind: "store", record: refusedThere(ended, stage, passage, problem) };
}

/** The record with the duty to refuse what waits in the stage's registry. */
export function refusedThere(
  record: PromotionsRecord,
  stage: string,
  passage: Passage | undefined,
  reason: string,
): PromotionsRecord {
  const { registered } = passage ?? {};
  // The very version may have been deployed by an earlier promotion.
  const isInUse = stageOf(record, stage).history.some(({ release }) => release === registered);
  if (registered === undefined || isInUse) return record;
  return withDuty(record, { kind: "refuse-version", stage, release: registered, reason });
}

function planPassage(
  record: PromotionsRecord,
  { promotion, stage, passage }: Arrival,
  useCase: UseCase,
  now: string,
): Step {
  const at = { promotion: promotion.id, stage };
  if (passage?.notBefore !== undefined && now < passage.notBefore) return { kind: "wait", until: passage.notBefore };
  switch (passage?.phase ?? "waiting") {
    case "waiting":
      return { kind: "enter", ...at };
    case "copying":
      return { kind: "copy", ...at };
    case "registering":
      return { kind: "register", ...at };
    case "held":
      return planHeld(record, promotion, stage, passage, now);
    case "released":
      // One deployment at a time; its end is seen when the order is looked at.
      return stageOf(record, stage).order === undefined ? { kind: "release", ...at } : { kind: "wait" };
    case "deploying":
      return { kind: "wait" };
    default:
      return { kind: "store", record: stopped(record, promotion, stageNamed(useCase, stage).name, now) };
  }
}

/** A promotion whose passage has ended otherwise than deployed does not go on. */
function stopped(record: PromotionsRecord, promotion: Promotion, stage: string, now: string): PromotionsRecord {
  const problem = promotion.problem ?? `It has ended in ${stage}: ${promotion.passages[stage].phase}.`;
  return withPromotion(record, { ...promotion, state: "stopped", since: now, problem });
}

function planHeld(
  record: PromotionsRecord,
  promotion: Promotion,
  stage: string,
  passage: Passage | undefined,
  now: string,
): Step {
  const { since = now, lapsesAt = now } = passage ?? {};
  if (now >= lapsesAt) return { kind: "store", record: lapsed(record, promotion, stage, now) };
  const remindAt = new Date((Date.parse(since) + Date.parse(lapsesAt)) / 2).toISOString();
  const name = `held-too-long:${promotion.id}:${stage}`;
  if (now < remindAt) return { kind: "wait", until: remindAt };
  if (record.told.includes(name)) return { kind: "wait", until: lapsesAt };
  const sentence = `A promotion to ${stage} waits for its release since ${since}, and lapses at ${lapsesAt}`;
  return {
    kind: "store",
    record: withNotice(record, name, "held-too-long", sentence, factsOf(promotion, stage)),
  };
}

function lapsed(record: PromotionsRecord, promotion: Promotion, stage: string, now: string): PromotionsRecord {
  const passage = promotion.passages[stage];
  const problem = `Nobody released it to ${stage} until ${passage.lapsesAt}.`;
  const ended = withPassage(
    record,
    { ...promotion, state: "stopped", since: now, problem },
    stage,
    inPhase(passage, "lapsed", now),
  );
  const kept = withDuty(ended, {
    kind: "evidence",
    name: `${promotion.id}/${stage}-lapsed`,
    at: now,
    facts: { ...factsOf(promotion, stage), held: passage.since, lapsesAt: passage.lapsesAt },
  });
  const told = withNotice(kept, `lapsed:${promotion.id}:${stage}`, "lapsed", problem, factsOf(promotion, stage));
  return refusedThere(told, stage, passage, problem);
}
