import { csvLine } from "../../formats/csv";
import type { Row } from "../../governance/reports";
import type { Columned } from "./columned";

export type { Columned } from "./columned";
export { tableText } from "./table-text";

/** Rows as CSV: a line with the names of the columns, then a line for each row. */
export function* csvText({ columns }: Columned, rows: Iterable<Row>): Iterable<string> {
  const names = Object.keys(columns);
  yield csvLine(names);
  for (const row of rows) yield csvLine(names.map((name) => row[name]));
}

/** Rows as NDJSON: an object a line with every column; what is not known is null. */
export function* ndjsonText({ columns }: Columned, rows: Iterable<Row>): Iterable<string> {
  const names = Object.keys(columns);
  for (const row of rows)
    yield `${JSON.stringify(Object.fromEntries(names.map((name) => [name, row[name] ?? null])))}\n`;
}
