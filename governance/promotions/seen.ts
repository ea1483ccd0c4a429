import { begin, nextRank, proposalOf } from "./begin";
import { factsOf, inPhase, withDuty, withNotice, withPromotion } from "./changes";
import { contentOf, ORIGIN, type PackageView } from "./package";
import { compareRanks, type Passage, type Promotion, type PromotionsRecord } from "./record";
import { type Stand, standingOf } from "./trigger";
import type { UseCase } from "./use-case";

/** Passages that a version's withdrawal ends: nothing was released yet. */
const OPEN: ReadonlySet<Passage["phase"]> = new Set(["waiting", "copying", "registering", "held", "released"]);

/** The latest promotion of a release. */
export function promotionOf({ promotions }: PromotionsRecord, source: string): Promotion | undefined {
  return promotions.filter((one) => one.source === source).sort((one, other) => compareRanks(other.rank, one.rank))[0];
}

/** Tells whether a version of a list is worth a look: its standing is another one than what is remembered of it. */
export function isWorthALook(
  record: PromotionsRecord,
  { release, version, ...stand }: Stand & Pick<PackageView, "release" | "version">,
  { trigger }: Pick<UseCase, "trigger">,
): boolean {
  const known = promotionOf(record, release);
  const standing = standingOf(stand, trigger);
  if (known === undefined) return standing === "wanted" && version > record.forgotten;
  if (known.state === "withdrawn") return standing === "wanted";
  return known.state === "refused" ? standing !== "wanted" : standing === "unwanted";
}

/**
 * The record after a look at a version: a promotion begins, is taken back, or nothing is new.
 *
 * A version that was refused is looked at anew when it was approved anew, and one that was changed since it was approved is not the
 * one that was approved. What a promotion has registered itself is never promoted.
 */
export function seenVersion(
  record: PromotionsRecord,
  view: PackageView,
  useCase: UseCase,
  now: string,
): PromotionsRecord {
  if (view.properties[ORIGIN] !== undefined) return record;
  const known = promotionOf(record, view.release);
  const standing = standingOf(view, useCase.trigger);
  if (known === undefined || known.state === "withdrawn") {
    if (standing !== "wanted" || (known === undefined && view.version <= record.forgotten)) return record;
    return begin(record, proposalOf(view, useCase, view.changedBy, [view.version, 0]), now);
  }
  const against = objection(known, view, useCase);
  if (against !== undefined) return withdrawn(record, known, against, now);
  // Approved anew means: it was not approved in between.
  return known.state === "refused" && standing !== "wanted"
    ? withPromotion(record, { ...known, state: "withdrawn", since: now })
    : record;
}

/** Reason why a version may not go on. */
export interface Objection {
  readonly reason: string;
  /**
   * State of the promotion from then on. `withdrawn`: a new approval begins it anew. `refused`: the version is approved as it is, but not as
   * it was, so it has to be seen without approval before one counts.
   */
  readonly state: "withdrawn" | "refused";
}

const refused = (reason: string): Objection => ({ reason, state: "refused" });

/** Reason why a version may not go on; nothing where it may. */
export function objection(
  { content, state, wish }: Promotion,
  view: PackageView | undefined,
  { trigger }: Pick<UseCase, "trigger">,
): Objection | undefined {
  if (state === "refused") return undefined;
  if (view === undefined) return refused("The version is gone from the registry.");
  const standing = standingOf(view, wish === undefined ? trigger : { by: "approval" });
  if (standing === "unwanted")
    return {
      reason: `The version is not approved any more: it is ${view.approval ?? "without approval"}.`,
      state: "withdrawn",
    };
  if (view.status !== "Completed") return refused(`The registration of the version is ${view.status}.`);
  if (contentOf(view) !== content)
    return refused("The version was changed after it was approved: take its approval back, and approve it again.");
  return undefined;
}

/** The record with a promotion that is taken back: what was not released ends, and what is deployed stays, and is told. */
export function withdrawn(
  record: PromotionsRecord,
  promotion: Promotion,
  { reason, state }: Objection,
  now: string,
): PromotionsRecord {
  const passages = Object.fromEntries(
    Object.entries(promotion.passages).map(([stage, passage]) => [
      stage,
      OPEN.has(passage.phase) ? inPhase(passage, "withdrawn", now) : passage,
    ]),
  );
  const ended: Promotion = { ...promotion, state, since: now, problem: reason, passages };
  const kept = withDuty(withPromotion(record, ended), {
    kind: "evidence",
    name: `${promotion.id}/withdrawn`,
    at: now,
    facts: { ...factsOf(promotion), reason },
  });
  const runs = Object.entries(record.stages)
    .filter(([, { promoted }]) => promoted?.source === promotion.source)
    .map(([stage]) => stage);
  if (runs.length === 0 && promotion.state !== "under-way") return kept;
  const sentence =
    runs.length === 0 ? reason : `${reason} It runs in ${runs.join(", ")}: roll back there, or approve it again.`;
  return withNotice(kept, `withdrawn:${promotion.id}`, "withdrawn", sentence, factsOf(promotion));
}

/** The record with a promotion that a person asks for, or the conditions that it misses. */
export function wishedVersion(
  record: PromotionsRecord,
  view: PackageView,
  useCase: UseCase,
  person: { readonly name: string; readonly names: readonly string[]; readonly reason: string },
  now: string,
): PromotionsRecord | { readonly missed: ReturnType<typeof proposalOf>["gates"] } {
  const proposal = proposalOf(view, useCase, person.names, nextRank(record, view.version));
  const missed = [
    ...proposal.gates.filter(({ passed }) => !passed),
    ...(standingOf(view, { by: "approval" }) === "wanted"
      ? []
      : [{ gate: "approval", passed: false, found: view.approval ?? "nothing", required: "Approved" }]),
    ...(view.properties[ORIGIN] === undefined
      ? []
      : [{ gate: "origin", passed: false, found: "made by a promotion", required: "made by a build" }]),
  ];
  if (missed.length > 0) return { missed };
  return begin(record, { ...proposal, wish: { person: person.name, reason: person.reason } }, now);
}

/**
 * The record with a data release that a person asks for. Nobody registers such releases, so nobody approves them in a registry: who asks is
 * known, and another person releases it where the stage wants one.
 */
export function wishedData(
  record: PromotionsRecord,
  source: string,
  digest: string,
  person: { readonly name: string; readonly names: readonly string[]; readonly reason: string },
  now: string,
): PromotionsRecord {
  const gate = { gate: "manifest", passed: true, found: digest, required: digest };
  const latest = nextRank(record, 0);
  return begin(
    record,
    {
      ...{ source, name: digest.slice(0, 8), rank: latest, gates: [gate], content: digest },
      ...{ makers: [], approvers: person.names, wish: { person: person.name, reason: person.reason } },
    },
    now,
  );
}
