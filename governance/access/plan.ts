import { decisionComment, readComment } from "./comment";
import { planEnd } from "./plan-end";
import { planGrant } from "./plan-grant";
import { freshRecord, type AccessRecord, type HeldRequest, type Verdict } from "./record";
import { keepEvidence, notify, store } from "./remember";
import type { Step } from "./step";
import { laterBy } from "./time";
import type { AccessView, RequestView } from "./view";

/** Choices of an organization that steps depend on. */
export interface AccessPolicy {
  /** Days before the end of access on which people are reminded. */
  readonly expiryReminderDays: number;
  /** Minutes after which a look at something that the service works on is repeated. */
  readonly lookAgainMinutes: number;
}

/**
 * The next step of a request, from what is remembered and what the service says. Pure: a step that was begun and cut off is planned
 * again, and one that the service has carried out already is not.
 */
export function planStep(record: AccessRecord, view: AccessView, policy: AccessPolicy, now: string): Step {
  const { request, subscription } = view;
  if (record.phase === "closed") return planClosed(record, request);
  // A request can be deleted while the access that came of it goes on.
  if (request === undefined && subscription === undefined)
    // One that was never seen may be one that the application may not see yet.
    return record.revision === 0 ? { kind: "wait" } : store(record, { phase: "closed", endedAt: now });
  if (request?.status === "PENDING") return planPending(record, now);
  const decided = request === undefined ? undefined : planDecided(record, request, now);
  return decided ?? planGrant(record, view, policy, now) ?? planEnd(record, view, policy, now);
}

/** A request that seemed to be gone and is pending was out of sight only: it begins anew. */
function planClosed({ requestId, revision }: AccessRecord, request: RequestView | undefined): Step {
  return request?.status === "PENDING" ? store({ ...freshRecord(requestId), revision }, {}) : { kind: "wait" };
}

function planPending(record: AccessRecord, now: string): Step {
  const { verdict, held } = record;
  if (verdict !== undefined) return planVerdict(record, verdict);
  return held === undefined ? { kind: "ask-rules" } : planHeld(record, held, now);
}

function planHeld(record: AccessRecord, held: HeldRequest, now: string): Step {
  const { queue, since, remindAt, lapsesAt } = held;
  if (now >= lapsesAt) {
    const reason = `Nobody decided on this request until ${lapsesAt}. Ask again, or turn to the queue ${queue}.`;
    const verdict: Verdict = { outcome: "reject", decider: { kind: "lapse" }, reason, at: now };
    return store(record, { phase: "deciding", verdict });
  }
  const told = notify(record, "held", `held:${since}`);
  if (told !== undefined) return told;
  if (now < remindAt) return { kind: "wait", until: remindAt };
  return notify(record, "reminder", `reminder:${since}`) ?? { kind: "wait", until: lapsesAt };
}

function planVerdict(record: AccessRecord, verdict: Verdict): Step {
  if (verdict.outcome === "reject") return { kind: "reject", comment: decisionComment(verdict) };
  const { access } = verdict;
  const needsFilters = access.rows !== "all" || access.columns !== "all";
  // Without filters the service gives everything: an approval with filters waits until it knows their ids.
  if (needsFilters && record.filterIds === undefined) return { kind: "make-filters", access };
  const { filterIds = [] } = record;
  const comment = decisionComment(verdict, { expiresAt: expiryOf(verdict), filterIds });
  return { kind: "accept", comment, filterIds, s3: access.s3 };
}

/** Time at which access of a verdict ends; nothing where it does not. */
export function expiryOf(verdict: Verdict): string | undefined {
  if (verdict.outcome === "reject" || verdict.access.expiresInDays === "never") return undefined;
  return laterBy(verdict.at, { days: verdict.access.expiresInDays });
}

/** Steps between a decision that the service has and what follows from it: whose decision it was, evidence, notices. */
function planDecided(record: AccessRecord, request: RequestView, now: string): Step | undefined {
  const outcome = request.status === "ACCEPTED" ? "approve" : "reject";
  if (record.decidedAt === undefined) return store(record, seenDecision(record, request, outcome, now));
  const notice = record.outside !== undefined ? "decided-outside" : outcome === "approve" ? "approved" : "rejected";
  const told = keepEvidence(record, `decision-${outcome}`) ?? notify(record, notice);
  if (told !== undefined) return told;
  if (outcome === "reject") return store(record, { phase: "closed", endedAt: now });
  // There is nothing to compare such access with, and no place of a project to grant it to: the portal of AWS has it from here.
  return request.beyond === undefined ? undefined : store(record, { phase: "closed" });
}

/** Memory of a decision as soon as the service has it. Where the record was lost, the comment says what was decided. */
function seenDecision(
  { verdict }: AccessRecord,
  { decisionComment: comment }: RequestView,
  outcome: "approve" | "reject",
  now: string,
): Partial<AccessRecord> {
  const ours = readComment(comment);
  const phase = outcome === "approve" ? "granting" : "deciding";
  // A decision of others has no end, whatever a rule was about to decide.
  if (ours === undefined) return { phase, decidedAt: now, outside: { outcome, comment } };
  if (verdict !== undefined) return { phase, decidedAt: verdict.at, expiresAt: expiryOf(verdict) };
  const { at: decidedAt, expires: expiresAt, filters } = ours;
  return { phase, decidedAt, expiresAt, ...(filters.length === 0 ? {} : { filterIds: filters }) };
}
