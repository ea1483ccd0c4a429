import type { PromotionCaller, PromotionRefusal } from "../../contracts/aiops/promotion-office";
import { factsOf, inPhase, withDuty, withNotice, withPassage, withStage } from "./changes";
import { isKnown, isSamePerson } from "./names";
import { refusedThere } from "./plan";
import { type Decision, type Deployment, type Order, type Promotion, type PromotionsRecord, stageOf } from "./record";
import { stageNamed, type UseCase } from "./use-case";

type Refused = PromotionRefusal["refused"];

/** An errand that is not done. */
export const refuse = (refused: Refused, message: string): PromotionRefusal => ({ refused, message });

/** Answer to who asks for what is not there, or not theirs to see. */
export const notFound = (): PromotionRefusal =>
  refuse("not-found", "Check the names of use case, stage and promotion, or ask for a right to see them.");

const sharesOne = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((each) => other.includes(each));

/** Tells whether somebody sees a use case: its team, who releases in one of its stages, the governance team, and auditors. */
export function maySee(
  { groups, governanceTeam, auditor }: PromotionCaller,
  { teamGroups = [], stages }: Pick<UseCase, "teamGroups" | "stages">,
): boolean {
  return (
    governanceTeam || auditor || sharesOne(groups, [...teamGroups, ...stages.flatMap(({ approvers }) => approvers)])
  );
}

/** Refusal to somebody who may not ask for a promotion; nothing where the caller may. */
export function refuseWish(
  caller: PromotionCaller,
  { teamGroups = [] }: Pick<UseCase, "teamGroups">,
): PromotionRefusal | undefined {
  if (!caller.governanceTeam && !sharesOne(caller.groups, teamGroups))
    return refuse("not-yours", "A promotion is asked for by the team of the use case, or by the governance team.");
  return refuseUnknown(caller);
}

function refuseUnknown({ kind, names }: PromotionCaller): PromotionRefusal | undefined {
  if (kind === "person" && isKnown(names)) return undefined;
  return refuse("person-not-known", "This is for people whose names are known: sign in with a name, not as a program.");
}

/** Name of a person in evidence. */
export const nameOf = ({ names, id }: PromotionCaller): string => names.find((name) => name.trim() !== "") ?? id;

/**
 * Refusal to somebody who may not release a promotion in a stage; nothing where the caller may.
 *
 * Nobody releases what they have built, or what they have approved or asked for.
 */
export function refuseRelease(
  caller: PromotionCaller,
  useCase: UseCase,
  stage: string,
  { makers, approvers }: Pick<Promotion, "makers" | "approvers">,
): PromotionRefusal | undefined {
  const groups = stageNamed(useCase, stage).approvers;
  if (!sharesOne(caller.groups, groups))
    return refuse(
      "not-yours",
      `Promotions to ${stage} are released by members of ${groups.join(" or ") || "no group"}.`,
    );
  const unknown = refuseUnknown(caller);
  if (unknown !== undefined) return unknown;
  if (isSamePerson(makers, caller.names))
    return refuse("own-work", "Nobody releases what they have built: ask another approver.");
  if (isSamePerson(approvers, caller.names))
    return refuse("own-work", "You have approved or asked for this promotion: another approver releases it.");
  return undefined;
}

/** A person's decision on a promotion that waits in a stage. The record is to be stored over the one that was read. */
export function decidePromotion(
  record: PromotionsRecord,
  useCase: UseCase,
  caller: PromotionCaller,
  wish: {
    readonly stage: string;
    readonly promotion: string;
    readonly outcome: "approve" | "reject";
    readonly reason: string;
  },
  now: string,
): PromotionsRecord | PromotionRefusal {
  const { stage, outcome, reason } = wish;
  const promotion = record.promotions.find(({ id }) => id === wish.promotion);
  const passage = promotion?.passages[stage];
  if (promotion === undefined || passage === undefined) return notFound();
  const refusal = refuseRelease(caller, useCase, stage, promotion);
  if (refusal !== undefined) return refusal;
  if (passage.decision !== undefined)
    return refuse("already-decided", `Decided already by ${passage.decision.by}: ${passage.decision.outcome}.`);
  if (passage.phase === "lapsed" || (passage.phase === "held" && now >= (passage.lapsesAt ?? now)))
    return refuse("lapsed", "The time for this decision is over: ask for the promotion again.");
  if (passage.phase !== "held" || promotion.state !== "under-way")
    return refuse("not-held", `Nothing waits for a decision here: the promotion is ${passage.phase}.`);
  const decision: Decision = { outcome, by: nameOf(caller), reason, at: now };
  const kept = withDuty(record, {
    kind: "evidence",
    name: `${promotion.id}/${stage}-${outcome}`,
    at: now,
    facts: { ...factsOf(promotion, stage), decision, person: caller.id, names: caller.names, held: passage.since },
  });
  if (outcome === "approve")
    return withPassage(kept, promotion, stage, { ...inPhase(passage, "released", now), decision });
  const problem = `Rejected for ${stage}: ${reason}`;
  const ended: Promotion = { ...promotion, state: "stopped", since: now, problem };
  const rejected = withPassage(kept, ended, stage, { ...inPhase(passage, "rejected", now), decision });
  const told = withNotice(
    rejected,
    `rejected:${promotion.id}:${stage}`,
    "rejected",
    problem,
    factsOf(promotion, stage),
  );
  return refusedThere(told, stage, passage, problem);
}

/** A person's wish that a stage goes back to a release that was deployed there. The order is stored, and the host is told after that. */
export function rollBack(
  record: PromotionsRecord,
  useCase: UseCase,
  caller: PromotionCaller,
  { stage, reason, release }: { readonly stage: string; readonly reason: string; readonly release?: string },
  now: string,
): PromotionsRecord | PromotionRefusal {
  if (!useCase.stages.some(({ name }) => name === stage)) return notFound();
  const refusal = refuseRollback(caller, useCase, stage);
  if (refusal !== undefined) return refusal;
  const state = stageOf(record, stage);
  if (state.order !== undefined)
    return refuse("under-way", `${state.order.release} is being deployed to ${stage}: go back when that has ended.`);
  const target = targetOf(state.history, state.promoted, release);
  if (target === undefined)
    return refuse("nothing-to-go-back-to", `Nothing else was deployed to ${stage} that it could go back to.`);
  const orders = state.orders + 1;
  const order: Order = {
    id: `${target.promotion}-${stage}-${orders}`,
    ...{ kind: "rollback", promotion: target.promotion, source: target.source, release: target.release },
    ...{ by: nameOf(caller), reason, orderedAt: now, state: "ready" },
  };
  return withDuty(withStage(record, stage, { order, orders }), {
    kind: "evidence",
    name: `${target.promotion}/${stage}-rollback-${order.id}`,
    at: now,
    facts: { order, from: state.promoted, person: caller.id, names: caller.names, stage },
  });
}

/** Right to go back: of those who release, and of the team where nobody has to. */
function refuseRollback(caller: PromotionCaller, useCase: UseCase, stage: string): PromotionRefusal | undefined {
  const { approvers } = stageNamed(useCase, stage);
  if (approvers.length === 0) return refuseWish(caller, useCase);
  if (!caller.governanceTeam && !sharesOne(caller.groups, approvers))
    return refuse(
      "not-yours",
      `${stage} is rolled back by members of ${approvers.join(" or ")}, or the governance team.`,
    );
  return refuseUnknown(caller);
}

/** Release to go back to: the one that is named, or the latest that is another one than the present. */
function targetOf(
  history: readonly Deployment[],
  promoted: Deployment | undefined,
  release: string | undefined,
): Deployment | undefined {
  const earlier = history.filter((one) => one.release !== promoted?.release);
  return release === undefined ? earlier[0] : earlier.find((one) => one.release === release || one.source === release);
}
