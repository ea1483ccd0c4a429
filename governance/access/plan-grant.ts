import type { AccessPolicy } from "./plan";
import { reportProblem } from "./problem";
import type { AccessRecord } from "./record";
import { keepEvidence, notify, store } from "./remember";
import type { Step } from "./step";
import { earlier, laterBy } from "./time";
import type { AccessView, SubscriptionView } from "./view";

/**
 * Steps from an approval to access that works; nothing where access works or is to end.
 *
 * An approval is not access: the grant is followed until it is complete, a place that appears later gets its grant, and filters are
 * compared with what was decided.
 */
export function planGrant(
  record: AccessRecord,
  { subscription }: AccessView,
  policy: AccessPolicy,
  now: string,
): Step | undefined {
  if (record.ending !== undefined || isOver(record, now)) return undefined;
  const until = earlier(laterBy(now, { minutes: policy.lookAgainMinutes }), record.expiresAt);
  const lookAgain: Step = { kind: "wait", until };
  // The subscription of a request comes into being a moment after its acceptance.
  if (subscription === undefined) return lookAgain;
  if (record.subscriptionId === undefined) return store(record, { subscriptionId: subscription.id });
  if (subscription.status !== "APPROVED") return undefined;
  if (hasOtherFilters(record, subscription))
    return reportProblem(record, { kind: "filters-differ", found: subscription.filterIds });
  return planGrants(record, subscription, now) ?? (record.phase === "active" ? undefined : lookAgain);
}

const isOver = ({ expiresAt }: AccessRecord, now: string): boolean => expiresAt !== undefined && now >= expiresAt;

/** Other filters than those that were decided: without a filter the service gives everything. */
function hasOtherFilters({ filterIds, outside }: AccessRecord, { filterIds: found }: SubscriptionView): boolean {
  if (filterIds === undefined || outside !== undefined) return false;
  return found.length !== filterIds.length || filterIds.some((id) => !found.includes(id));
}

function planGrants(record: AccessRecord, { id, grants, targets }: SubscriptionView, now: string): Step | undefined {
  // The service does not grant to a place that was not there when the request was accepted (field evidence, section 7).
  const target = targets.find((one) => !grants.some(({ targetId }) => targetId === one.id));
  if (target !== undefined)
    return (
      alarmOfRefusal(record) ?? {
        kind: "grant",
        subscriptionId: id,
        targetId: target.id,
        environmentId: target.environmentId,
      }
    );
  if (grants.length === 0) return reportProblem(record, { kind: "no-target" });
  const failed = grants.find(({ status }) => status === "GRANT_FAILED" || status === "INACCESSIBLE");
  if (failed !== undefined) return reportProblem(record, { kind: "grant-failed", cause: failed.cause });
  if (record.problem !== undefined) return store(record, { problem: undefined });
  if (record.phase === "active" || !grants.some(({ status }) => status === "COMPLETED")) return undefined;
  return (
    keepEvidence(record, "active") ?? notify(record, "active") ?? store(record, { phase: "active", activeAt: now })
  );
}

/** A grant that the application may not make is tried again at every look, and told once. */
function alarmOfRefusal(record: AccessRecord): Step | undefined {
  return record.problem?.kind === "grant-refused" ? notify(record, "alarm", "alarm:grant-refused") : undefined;
}
