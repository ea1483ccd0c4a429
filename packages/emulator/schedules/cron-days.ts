import { InvalidExpression, named, values } from "./cron-fields";

/** Days of a month that a field names. */
export type Days = (year: number, month: number) => readonly number[];

const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const lengthOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
/** 1 for Sunday. */
const weekdayOf = (year: number, month: number, day: number): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
const all = (year: number, month: number): number[] => Array.from({ length: lengthOf(year, month) }, (_, at) => at + 1);

/** Field of the day of the month: also `L` for the last, and `15W` for the weekday nearest to it. */
export function daysOfMonth(field: string): Days {
  if (field === "L") return (year, month) => [lengthOf(year, month)];
  const [, near] = /^(\d+)W$/.exec(field) ?? [];
  if (near !== undefined) return (year, month) => nearestWeekday(year, month, Number(near));
  const wanted = values(field, 1, 31);
  return (year, month) => wanted.filter((day) => day <= lengthOf(year, month));
}

/** Field of the day of the week: also `5L` for the last Thursday, and `3#2` for the second Tuesday. */
export function daysOfWeek(field: string): Days {
  const numbered = named(field, WEEKDAYS);
  const [, last] = /^([1-7])L$/.exec(numbered) ?? [];
  const [, weekday, which] = /^([1-7])#([1-5])$/.exec(numbered) ?? [];
  const on = (day: number) => (year: number, month: number) =>
    all(year, month).filter((one) => weekdayOf(year, month, one) === day);
  if (numbered === "L") return on(7);
  if (last !== undefined) return (year, month) => on(Number(last))(year, month).slice(-1);
  if (weekday !== undefined)
    return (year, month) => on(Number(weekday))(year, month).slice(Number(which) - 1, Number(which));
  const wanted = values(numbered, 1, 7);
  return (year, month) => all(year, month).filter((day) => wanted.includes(weekdayOf(year, month, day)));
}

/** The weekday nearest to a day, in the same month. */
function nearestWeekday(year: number, month: number, day: number): number[] {
  if (day < 1 || day > 31) throw new InvalidExpression(`not a day: ${day}W`);
  const last = lengthOf(year, month);
  if (day > last) return [];
  const weekday = weekdayOf(year, month, day);
  if (weekday === 7) return [day > 1 ? day - 1 : day + 2];
  if (weekday === 1) return [day < last ? day + 1 : day - 2];
  return [day];
}
