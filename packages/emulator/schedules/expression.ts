import { type Cron, parseCron } from "./cron";
import { InvalidExpression } from "./cron-fields";
import { instantOf, isTimeZone, localTime } from "./time-zone";

/** Times at which something is due. */
export interface Schedule {
  /** The next time after one in milliseconds; undefined where there is none any more. */
  next(after: number): number | undefined;
}

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const DAY_MS = UNITS.day;
/** Expressions that name no day within eight years, which a leap day may need, name none. */
const LOOKED_AT_DAYS = 8 * 366 + 2;

/**
 * Reads `rate(...)`, `cron(...)` and, of EventBridge Scheduler, `at(...)`.
 *
 * @param since time in milliseconds that a rate counts from
 * @throws InvalidExpression
 */
export function parseExpression(text: string, since: number, zone = "UTC"): Schedule {
  if (!isTimeZone(zone)) throw new InvalidExpression(`not a time zone: ${zone}`);
  const [, kind, content = ""] = /^(rate|cron|at)\((.+)\)$/.exec(text.trim()) ?? [];
  if (kind === "rate") return rate(content, since);
  if (kind === "cron") return cron(parseCron(content), zone);
  if (kind === "at") return once(content, zone);
  throw new InvalidExpression(`not an expression: ${text}`);
}

function rate(content: string, since: number): Schedule {
  const [, count, unit, plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(content) ?? [];
  // AWS takes `1 minute` and `5 minutes`, and not the other way round.
  if (count === undefined || Number(count) < 1 || (Number(count) === 1) !== (plural === ""))
    throw new InvalidExpression(`not a rate: ${content}`);
  const interval = Number(count) * UNITS[unit];
  return { next: (after) => since + Math.max(1, Math.floor((after - since) / interval) + 1) * interval };
}

function once(content: string, zone: string): Schedule {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(content)) throw new InvalidExpression(`not a time: ${content}`);
  const local = Date.parse(`${content}Z`);
  if (Number.isNaN(local)) throw new InvalidExpression(`not a time: ${content}`);
  const at = instantOf(local, zone);
  return { next: (after) => (at > after ? at : undefined) };
}

function cron(expression: Cron, zone: string): Schedule {
  return {
    next(after) {
      const start = localTime(after, zone);
      const midnight = start - (start % DAY_MS);
      for (let day = 0; day < LOOKED_AT_DAYS; day += 1)
        for (const local of timesOf(midnight + day * DAY_MS, expression)) {
          const at = instantOf(local, zone);
          // A time that the clock leaves out is left out.
          if (at > after && localTime(at, zone) === local) return at;
        }
      return undefined;
    },
  };
}

/** Times of a day, none of a day that the expression does not name. */
function timesOf(midnight: number, { years, months, days, hours, minutes }: Cron): number[] {
  const date = new Date(midnight);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  if (years?.includes(year) === false || !months.includes(month)) return [];
  if (!days(year, month).includes(date.getUTCDate())) return [];
  return hours.flatMap((hour) => minutes.map((minute) => midnight + hour * UNITS.hour + minute * UNITS.minute));
}
