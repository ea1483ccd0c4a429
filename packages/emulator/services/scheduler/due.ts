import { InvalidExpression, parseExpression } from "../../schedules";
import type { Store } from "../../store";
import type { HeldSchedule, HeldSchedules, ScheduledRule } from "./model";

/** Something that is due at times. */
export type Scheduled =
  | { readonly kind: "rule"; readonly rule: ScheduledRule }
  | { readonly kind: "schedule"; readonly schedule: HeldSchedule };

/** Something scheduled, with the time at which it is due next. */
export interface Due {
  readonly scheduled: Scheduled;
  readonly arn: string;
  readonly expression: string;
  /** Milliseconds; undefined where it is never due again, or disabled. */
  readonly next: number | undefined;
}

/** Times from which rates count, by ARN: since the expression was seen for the first time. */
type Beginnings = Record<string, { expression: string; since: number }>;

const beginningsOf = (store: Store): Beginnings => store.state<Beginnings>("schedules", "global", "global", () => ({}));

/**
 * Everything scheduled, with the times at which it is due after one.
 *
 * @param now time in milliseconds from which a rate counts that was not seen before
 */
export function dueAfter(held: HeldSchedules, after: number, now: number, store: Store): readonly Due[] {
  const beginnings = beginningsOf(store);
  const rules = held.rules.map((rule): Due => {
    const { arn, schedule: expression, enabled } = rule;
    const since = sinceOf(beginnings, arn, expression, now);
    const next = enabled ? nextOf(expression, since, "UTC", after) : undefined;
    return { scheduled: { kind: "rule", rule }, arn, expression, next };
  });
  const schedules = held.schedules.map((schedule): Due => {
    const { arn, expression, enabled } = schedule;
    const seen = sinceOf(beginnings, arn, expression, now);
    const next = enabled ? withinDates(schedule, seen, after) : undefined;
    return { scheduled: { kind: "schedule", schedule }, arn, expression, next };
  });
  return [...rules, ...schedules];
}

/** The next time between the start and the end of a schedule. A rate with a start is due at the start for the first time. */
function withinDates({ expression, zone, start, end }: HeldSchedule, seen: number, after: number): number | undefined {
  const begin = start === undefined ? undefined : start * 1000;
  const isRate = expression.startsWith("rate");
  const next =
    begin !== undefined && isRate && after < begin
      ? begin
      : nextOf(expression, begin ?? seen, zone, begin === undefined ? after : Math.max(after, begin - 1));
  return next !== undefined && end !== undefined && next > end * 1000 ? undefined : next;
}

function sinceOf(beginnings: Beginnings, arn: string, expression: string, now: number): number {
  if (beginnings[arn]?.expression !== expression) beginnings[arn] = { expression, since: now };
  return beginnings[arn].since;
}

/** moto takes expressions that AWS refuses: they are never due. */
function nextOf(expression: string, since: number, zone: string, after: number): number | undefined {
  try {
    return parseExpression(expression, since, zone).next(after);
  } catch (error) {
    if (error instanceof InvalidExpression) return undefined;
    throw error;
  }
}
