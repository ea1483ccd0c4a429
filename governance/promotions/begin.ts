import { withDuty, withNotice, withPromotion, factsOf } from "./changes";
import { checkGates, type Gate, makersOf } from "./gates";
import { contentOf, type PackageView } from "./package";
import { compareRanks, type Promotion, type PromotionsRecord, type Rank } from "./record";
import type { UseCase } from "./use-case";

/** Closed promotions that are remembered. What is forgotten is in the evidence. */
const KEPT = 40;

/** A release that may be promoted, with what was found out about it. */
export interface Proposal {
  readonly source: string;
  /** Short name for ids: `v7`, or the beginning of a digest. */
  readonly name: string;
  readonly rank: Rank;
  readonly gates: readonly Gate[];
  readonly content: string;
  readonly makers: readonly string[];
  readonly approvers: readonly string[];
  readonly commit?: string;
  readonly wish?: Promotion["wish"];
}

/** A version that is to be promoted, by who has approved it. */
export function proposalOf(view: PackageView, useCase: UseCase, approvers: readonly string[], rank: Rank): Proposal {
  return {
    source: view.release,
    name: `v${view.version}`,
    rank,
    gates: checkGates(view, useCase, { names: approvers }, useCase.bucket),
    content: contentOf(view),
    makers: makersOf(view),
    approvers,
    ...(view.commit === undefined ? {} : { commit: view.commit }),
  };
}

/** Begins a promotion, or remembers why it does not begin; with evidence of the facts either way. */
export function begin(record: PromotionsRecord, proposal: Proposal, now: string): PromotionsRecord {
  const { source, name, rank, gates, content, makers, approvers, commit, wish } = proposal;
  const missed = gates.filter(({ passed }) => !passed);
  const isLate = isEarlier(rank, latestRank(record, source));
  const state = missed.length > 0 ? "refused" : isLate ? "overtaken" : "under-way";
  const count = record.count + 1;
  const promotion: Promotion = {
    id: `${record.useCase}-${name}-${count}`,
    ...{ source, rank, state, since: now, gates, content, makers, approvers, passages: {} },
    ...(commit === undefined ? {} : { commit }),
    ...(wish === undefined ? {} : { wish }),
    ...(state === "refused" ? { problem: missedText(missed) } : {}),
    ...(state === "overtaken" ? { problem: "A later version is promoted already." } : {}),
  };
  const facts = { promotion: promotion.id, ...proposal, outcome: state };
  const kept = withDuty(withPromotion({ ...record, count }, promotion), {
    kind: "evidence",
    name: `${promotion.id}/gates`,
    at: now,
    facts,
  });
  const told =
    state === "refused"
      ? withNotice(kept, `gate-failed:${promotion.id}`, "gate-failed", missedText(missed), factsOf(promotion))
      : kept;
  return pruned(told);
}

/** Conditions that are not met, in one sentence. */
export function missedText(missed: readonly Gate[]): string {
  return `Not promoted: ${missed.map(({ gate, found, required }) => `${gate}: ${found}; required: ${required}`).join("; ")}`;
}

/** Rank of a wish: behind everything that there was. */
export function nextRank(record: PromotionsRecord, version: number): Rank {
  const tops = Object.values(record.stages).flatMap(({ top }) => (top === undefined ? [] : [top]));
  const ranks: Rank[] = [...record.promotions.map(({ rank }) => rank), ...tops, [version, 0]];
  const [first, second] = ranks.reduce((one, other) => (compareRanks(one, other) < 0 ? other : one));
  return [first, second + 1];
}

const isEarlier = (rank: Rank, other: Rank | undefined): boolean =>
  other !== undefined && compareRanks(rank, other) < 0;

/** Latest rank of promotions of other releases whose conditions were met. */
function latestRank({ promotions }: PromotionsRecord, source: string): Rank | undefined {
  const passed = promotions.filter(
    (one) => one.source !== source && one.state !== "refused" && one.state !== "withdrawn",
  );
  return passed
    .map(({ rank }) => rank)
    .sort(compareRanks)
    .at(-1);
}

/** The record without the oldest closed promotions; only such as a later one would overtake anyway are forgotten. */
function pruned(record: PromotionsRecord): PromotionsRecord {
  const closed = record.promotions.filter(({ state }) => state !== "under-way");
  if (closed.length <= KEPT) return record;
  const latest = latestRank(record, "");
  const [oldest] = [...closed].sort((one, other) => compareRanks(one.rank, other.rank));
  if (!isEarlier(oldest.rank, latest)) return record;
  const promotions = record.promotions.filter(({ id }) => id !== oldest.id);
  return { ...record, promotions, forgotten: Math.max(record.forgotten, oldest.rank[1] === 0 ? oldest.rank[0] : 0) };
}
