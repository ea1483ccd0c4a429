import type { Directory } from "./directory";

/** A value of a report; absent where it is not known or does not apply. */
export type Cell = string | number | undefined;

/** A column of a report. */
export interface Column {
  /** Times are ISO 8601 in UTC, lists are texts with ", " between their parts. */
  readonly type: "text" | "time" | "integer" | "decimal";
  /** Meaning, with the unit of numbers. */
  readonly means: string;
}

/** A line of a report, by column. */
export type Row = Readonly<Record<string, Cell>>;

/** A report: a pure join over what was read. Rows are made one at a time, for there may be a million. */
export interface Report {
  readonly name: string;
  /** Meaning of a line, in one sentence. */
  readonly says: string;
  /** Columns in their order, by name. */
  readonly columns: Readonly<Record<string, Column>>;
  rows(directory: Directory): Iterable<Row>;
}

/** A report whose rows have exactly its columns. */
export function defineReport<C extends string>(report: {
  readonly name: string;
  readonly says: string;
  readonly columns: Readonly<Record<C, Column>>;
  rows(directory: Directory): Iterable<Readonly<Record<C, Cell>>>;
}): Report {
  return report;
}

/** A column of texts. */
export const text = (means: string): Column => ({ type: "text", means });
/** A column of times. */
export const time = (means: string): Column => ({ type: "time", means });
/** A column of whole numbers. */
export const integer = (means: string): Column => ({ type: "integer", means });
/** A column of decimal numbers. */
export const decimal = (means: string): Column => ({ type: "decimal", means });
