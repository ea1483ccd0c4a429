import type { Duty, NoticeFacts, NoticeKind, Passage, Promotion, PromotionsRecord, StageState } from "./record";
import { stageOf } from "./record";

/** Notices whose names are kept, so that nothing is told twice; what is older is told again at worst. */
const TOLD = 200;

/** The record with a promotion, in the place of the one with its id. */
export function withPromotion(record: PromotionsRecord, changed: Promotion): PromotionsRecord {
  const isKnown = record.promotions.some(({ id }) => id === changed.id);
  const promotions = isKnown
    ? record.promotions.map((promotion) => (promotion.id === changed.id ? changed : promotion))
    : [...record.promotions, changed];
  return { ...record, promotions };
}

/** The record with a promotion's passage through a stage. */
export function withPassage(
  record: PromotionsRecord,
  promotion: Promotion,
  stage: string,
  passage: Passage,
): PromotionsRecord {
  return withPromotion(record, { ...promotion, passages: { ...promotion.passages, [stage]: passage } });
}

/** The record with changes of a stage. */
export function withStage(record: PromotionsRecord, stage: string, changes: Partial<StageState>): PromotionsRecord {
  return { ...record, stages: { ...record.stages, [stage]: { ...stageOf(record, stage), ...changes } } };
}

/** The record with something to be told or kept. */
export function withDuty(record: PromotionsRecord, ...duties: readonly Duty[]): PromotionsRecord {
  return { ...record, duties: [...record.duties, ...duties] };
}

/** The record with a notice, unless one of that name was sent. */
export function withNotice(
  record: PromotionsRecord,
  name: string,
  notice: NoticeKind,
  sentence: string,
  facts: NoticeFacts,
): PromotionsRecord {
  if (record.told.includes(name)) return record;
  const told = [...record.told, name].slice(-TOLD);
  return withDuty({ ...record, told }, { kind: "notice", notice, sentence, facts });
}

/** Facts of a promotion that people filter notices by. */
export function factsOf({ id, source }: Promotion, stage?: string): NoticeFacts {
  return { promotion: id, source, ...(stage === undefined ? {} : { stage }) };
}

/** A passage in another phase; what kept it before is over. */
export function inPhase(passage: Passage | undefined, phase: Passage["phase"], now: string): Passage {
  const { problem: _problem, notBefore: _notBefore, ...kept } = passage ?? {};
  return { ...kept, phase, since: now };
}
