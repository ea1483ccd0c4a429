import { z } from "zod";
import { pageOf, paging } from "../paging";

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe("Day in UTC, `2026-11-29`.");
const id = z.string().min(1).max(256);

/** Edition of a report. */
export const edition = z.strictObject({
  id: z.string().describe("The day, or the moment of one that somebody has asked for."),
  day,
  readAt: z.string().describe("Time at which reading of the domain began: the report says what was so then."),
  completedAt: z.string(),
  isAsked: z.boolean().describe("True where somebody has asked for it; false for that of every day."),
  isWhole: z.boolean().describe("False where something could not be read: report `gaps` names it."),
  gaps: z.number().int().describe("Number of things that could not be read."),
  rows: z.number().int().optional().describe("Number of all rows; absent for a caller who sees a part of them only."),
});

/** Report of the list of reports. */
export const listedReport = z.strictObject({
  name: z.string(),
  says: z.string().describe("Meaning of a row, in one sentence."),
  days: z
    .array(day)
    .describe("Days of which there is something, the newest first, 60 at most; the newest may be in the making."),
  newest: edition.optional().describe("The newest that is complete; absent where there is none."),
});

/** All reports. */
export const reportList = z.strictObject({ items: z.array(listedReport) });

/** Row of a report, by its columns; what is not known is null. */
export const reportRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

const column = z.strictObject({
  name: z.string(),
  type: z.enum(["text", "time", "integer", "decimal"]),
  means: z.string().describe("Meaning, with the unit of numbers."),
});

const about = {
  edition: edition.optional().describe("Edition that the rows are of; absent where there is none of that day."),
  columns: z.array(column).describe("Columns in their order."),
};

/** Page of rows. */
export const reportPage = pageOf(reportRow).extend(about);

/** Part of a report as CSV. */
export const reportCsv = z.strictObject({
  csv: z.string().describe("Lines of CSV (RFC 4180); the first part begins with the names of the columns."),
  next: z
    .string()
    .optional()
    .describe("Cursor of the next part; absent at the end. Parts are put together as they are."),
  ...about,
});

/** Largest number of rows of a part as CSV. */
export const MOST_CSV_ROWS = 5000;

const choice = {
  day: day.optional().describe("Day of the report. Absent: the newest that is complete."),
  project: id.optional().describe("Id of the project that a row is about, or that owns the asset."),
  person: id.optional().describe("Id of the profile that has access or that asks."),
  asset: id.optional().describe("Id of the asset."),
  unit: id.optional().describe("Key of the unit of one of the projects; those below it belong to it."),
};

/** Query of a report's rows. */
export const rowsQuery = z.strictObject({ ...paging, ...choice });

/** Query of a report as CSV. */
export const csvQuery = z.strictObject({
  ...choice,
  cursor: paging.cursor,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_CSV_ROWS)
    .default(MOST_CSV_ROWS)
    .describe("Largest number of rows of the part."),
});

/** Answer to somebody who has asked for reports of now. */
export const reportsAsked = z.strictObject({
  askedAt: z.string().describe("The reports are there when `readAt` of the newest is not before this time."),
});
