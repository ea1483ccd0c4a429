import { inline, type Content } from "./inline";

/** A column: its title, or title and alignment. */
export type Column = string | { readonly title: string; readonly align: "right" };

/** Layout of a table. */
export interface TableLayout {
  /** Columns padded to one width, as Prettier writes tables of files that people edit. @default false */
  readonly padded?: boolean;
}

/** A table, line by line. Nothing in a cell ends it, or the row. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  { padded = false }: TableLayout = {},
): string[] {
  if (!padded) return [...tableHead(columns), ...rows.map(tableRow)];
  const cells = [columns.map(titleOf), ...rows].map((row) => row.map(cell));
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const pad = (row: readonly string[]): string => line(row.map((text, column) => text.padEnd(widths[column])));
  const [head, ...body] = cells.map(pad);
  return [head, line(widths.map((width) => "-".repeat(width))), ...body];
}

/** The two lines that begin a table. */
export function tableHead(columns: readonly Column[]): string[] {
  const rule = columns.map((column) => (typeof column === "string" ? "---" : "---:"));
  return [tableRow(columns.map(titleOf)), line(rule)];
}

/** A row of a table, for those who count how much fits. */
export function tableRow(cells: readonly Content[]): string {
  return line(cells.map(cell));
}

function titleOf(column: Column): string {
  return typeof column === "string" ? column : column.title;
}

/** A `|` ends a cell in code as well, so it is escaped here for all. */
function cell(content: Content): string {
  return inline(content).markdown.replace(/\s+/g, " ").replaceAll("|", "\\|");
}

function line(cells: readonly string[]): string {
  return `|${cells.map((text) => ` ${text} `).join("|")}|`;
}
