import { withNotice, withStage } from "./changes";
import { type PromotionsRecord, stageOf } from "./record";

/**
 * The record with what was found to run in a stage; owners are told where it is another release than the promoted one.
 *
 * While a deployment is under way either may run, and nothing is said.
 */
export function seenRunning(record: PromotionsRecord, stage: string, release: string, now: string): PromotionsRecord {
  const { order, promoted, running } = stageOf(record, stage);
  if (order !== undefined || promoted === undefined) return record;
  const isNew = running?.release !== release;
  const seen = isNew ? withStage(record, stage, { running: { release, at: now } }) : record;
  if (release === promoted.release) return seen;
  const sentence = `${release} runs in ${stage}, and ${promoted.release} is promoted: somebody has deployed past the promotion`;
  const facts = { promotion: promoted.promotion, source: promoted.source, stage };
  return withNotice(seen, `differs:${stage}:${release}:${promoted.at}`, "differs", sentence, facts);
}
