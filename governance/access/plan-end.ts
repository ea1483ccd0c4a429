import type { AccessPolicy } from "./plan";
import { reportProblem } from "./problem";
import type { AccessRecord } from "./record";
import { keepEvidence, notify, store } from "./remember";
import type { Step } from "./step";
import { laterBy } from "./time";
import type { AccessView, SubscriptionView } from "./view";

/** Steps from access that works to its end. */
export function planEnd(record: AccessRecord, { subscription }: AccessView, policy: AccessPolicy, now: string): Step {
  if (subscription === undefined) return { kind: "wait", until: laterBy(now, { minutes: policy.lookAgainMinutes }) };
  if (subscription.status !== "APPROVED") return planEnded(record, subscription, policy, now);
  if (record.problem?.kind === "filters-differ" && record.ending === undefined)
    return end(record, { kind: "revoked", at: now, reason: "The service attached other filters than were decided." });
  if (record.ending !== undefined) return { kind: "revoke", subscriptionId: subscription.id };
  const { expiresAt } = record;
  if (expiresAt === undefined) return { kind: "wait" };
  if (now >= expiresAt)
    return end(record, { kind: "expired", at: now, reason: `Access was given until ${expiresAt}.` });
  const remindAt = laterBy(expiresAt, { days: -policy.expiryReminderDays });
  if (now < remindAt) return { kind: "wait", until: remindAt };
  // An extension moves the end: people are reminded of each end once.
  return notify(record, "expiry-reminder", `expiry-reminder:${expiresAt}`) ?? { kind: "wait", until: expiresAt };
}

function end(record: AccessRecord, ending: NonNullable<AccessRecord["ending"]>): Step {
  return store(record, { phase: "ending", ending });
}

/** A subscription that is revoked or cancelled has ended when its grants are gone, too. */
function planEnded(record: AccessRecord, { grants }: SubscriptionView, policy: AccessPolicy, now: string): Step {
  if (record.phase !== "ending") return store(record, { phase: "ending" });
  const failed = grants.find(({ status }) => status === "REVOKE_FAILED");
  if (failed !== undefined) {
    const reported = reportProblem(record, { kind: "revoke-failed", cause: failed.cause });
    return reported ?? { kind: "wait", until: laterBy(now, { minutes: policy.lookAgainMinutes }) };
  }
  if (grants.length > 0) return { kind: "wait", until: laterBy(now, { minutes: policy.lookAgainMinutes }) };
  return (
    keepEvidence(record, "ended") ??
    notify(record, "ended") ??
    store(record, { phase: "closed", endedAt: now, problem: undefined })
  );
}
