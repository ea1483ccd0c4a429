import type { z } from "zod";
import type { Sight } from "../../../../governance/reports";
import type { ReportEdition, ReportShelf } from "../../reports/shelf";
import type { edition as editionSchema } from "./schemas";

/** Days that are looked through for one that is complete: reports that did not come for longer are an alarm. */
const DAYS_BACK = 7;

/** The newest complete edition of a report. */
export async function newestEdition(name: string, shelf: ReportShelf): Promise<ReportEdition | undefined> {
  return newestOfDays(name, await shelf.days(name), shelf);
}

/** The newest complete edition of some days, the newest day first. */
export async function newestOfDays(
  name: string,
  days: readonly string[],
  shelf: ReportShelf,
): Promise<ReportEdition | undefined> {
  for (const day of days.slice(0, DAYS_BACK)) {
    const found = await shelf.newestOf(name, day);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An edition as it is told. The number of all rows is told to those alone who see all of them. */
export function shownEdition(edition: ReportEdition, sight: Sight): z.input<typeof editionSchema> {
  const { id, day, readAt, completedAt, gaps, rows } = edition;
  const isAsked = id !== day;
  return { id, day, readAt, completedAt, isAsked, isWhole: gaps === 0, gaps, ...(sight.all ? { rows } : {}) };
}
