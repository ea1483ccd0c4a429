import { csvLine } from "../../formats/csv";
import type { Row } from "../../governance/reports";
import type { Columned } from "./columned";

export type { Columned } from "./columned";
export { tableText } from "./table-text";

/** Lines of a report's rows, for who writes several forms of the same row. */
export interface RowLines {
  /** Line of CSV with the names of the columns. */
  readonly csvHead: string;
  readonly csv: (row: Row) => string;
  readonly ndjson: (row: Row) => string;
}

/** Makers of lines for rows with some columns. */
export function rowLines({ columns }: Columned): RowLines {
  const names = Object.keys(columns);
  // One object for all rows: a hundred thousand of them are written at once.
  const shown: Record<string, Row[string] | null> = Object.fromEntries(names.map((name) => [name, null]));
  return {
    csvHead: csvLine(names),
    csv: (row) => csvLine(names.map((name) => row[name])),
    ndjson: (row) => {
      for (const name of names) shown[name] = row[name] ?? null;
      return `${JSON.stringify(shown)}\n`;
    },
  };
}

/** Rows as CSV: a line with the names of the columns, then a line for each row. */
export function* csvText(of: Columned, rows: Iterable<Row>): Iterable<string> {
  const { csvHead, csv } = rowLines(of);
  yield csvHead;
  for (const row of rows) yield csv(row);
}

/** Rows as NDJSON: an object a line with every column; what is not known is null. */
export function* ndjsonText(of: Columned, rows: Iterable<Row>): Iterable<string> {
  const { ndjson } = rowLines(of);
  for (const row of rows) yield ndjson(row);
}
