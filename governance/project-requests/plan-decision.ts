import { laterBy } from "../access/time";
import { endWith, type Moment } from "./moment";
import type { ProjectRecord, ProjectVerdict } from "./record";
import { keepEvidence, notify, store } from "./remember";
import type { Step } from "./step";

/** Steps of a request that waits for people. */
export function planHeld(record: ProjectRecord, now: string): Step {
  const { held } = record;
  if (held === undefined) return store(record, { phase: "checking" });
  if (now >= held.lapsesAt) {
    const reason = `Nobody decided on this request until ${held.lapsesAt}. Ask again, or turn to the people who decide.`;
    const verdict: ProjectVerdict = { outcome: "reject", decider: { kind: "lapse" }, reason, at: now };
    return store(record, { phase: "deciding", verdict });
  }
  const told = notify(record, "held");
  if (told !== undefined) return told;
  if (now < held.remindAt) return { kind: "wait", until: held.remindAt };
  return notify(record, "reminder") ?? { kind: "wait", until: held.lapsesAt };
}

/** Steps from a decision to what follows from it. */
export function planDeciding(record: ProjectRecord, { settings, now }: Moment): Step {
  const { verdict, wish } = record;
  if (verdict === undefined) return store(record, { phase: "checking" });
  const kept = keepEvidence(record, "decision");
  if (kept !== undefined) return kept;
  if (verdict.outcome === "reject") return endWith(record, "rejected", { phase: "rejected" }, now);
  // Nobody has to be told what nobody had to decide.
  const told = verdict.decider.kind === "person" ? notify(record, "approved") : undefined;
  if (told !== undefined) return told;
  const { defaultDays, maximumDays } = settings.lifetime;
  const days = wish.lifetimeDays ?? defaultDays ?? maximumDays;
  // The end is known before there is a project: its description carries it from the beginning.
  return store(record, { phase: "creating", ...(days === undefined ? {} : { endsAt: laterBy(now, { days }) }) });
}
