import { daysOfMonth, daysOfWeek } from "./cron-days";
import { InvalidExpression, named, values } from "./cron-fields";

/** Days and times of day that a cron expression names. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: readonly number[];
  /** Undefined for every year. */
  readonly years: readonly number[] | undefined;
  /** Days of a month, 1 to 31. */
  readonly days: (year: number, month: number) => readonly number[];
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/**
 * Reads the six fields of a cron expression: minutes, hours, day of the month, month, day of the week, year.
 *
 * @throws InvalidExpression
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6) throw new InvalidExpression(`cron has six fields: ${text}`);
  const [minutes, hours, dayOfMonth, months, dayOfWeek, years] = fields.map((field) => field.toUpperCase());
  // One of both days has to be left open.
  if ((dayOfMonth === "?") === (dayOfWeek === "?"))
    throw new InvalidExpression(`exactly one of day of month and day of week is ?: ${text}`);
  const days = dayOfMonth === "?" ? daysOfWeek(dayOfWeek) : daysOfMonth(dayOfMonth);
  return {
    minutes: values(minutes, 0, 59),
    hours: values(hours, 0, 23),
    months: values(named(months, MONTHS), 1, 12),
    years: years === "*" ? undefined : values(years, 1970, 2199),
    days,
  };
}
