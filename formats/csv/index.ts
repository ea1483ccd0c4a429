/** A value of a table. */
export type CsvCell = string | number | undefined;

/**
 * Beginnings that spreadsheet programs take for a formula, also behind blanks, and in the wide forms of East Asian keyboards.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[\s\u0000]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/**
 * A line of CSV by RFC 4180, with its line end. Texts are always quoted, so that no separator of a locale can split them, and one that a
 * spreadsheet program would run as a formula begins with an apostrophe. Numbers are written as they are; what is absent is empty.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === undefined || cell === "") return "";
  if (typeof cell === "number") return String(cell);
  // Programs differ in what they do with a NUL; no name needs one.
  const text = cell.replaceAll("\u0000", "\uFFFD").replaceAll('"', '""');
  return `"${FORMULA.test(cell) ? "'" : ""}${text}"`;
}
