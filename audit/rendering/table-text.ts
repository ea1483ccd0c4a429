import type { Cell, Row } from "../../governance/reports";
import type { Columned } from "./columned";

/** Longest text of a cell. */
const LONGEST = 48;

/**
 * Rows as a table for a terminal. Columns that are empty in all rows are left out, long texts are cut, and characters that would steer the
 * terminal are shown as their codes: names in a catalog are written by anybody.
 */
export function tableText({ columns }: Columned, rows: readonly Row[]): string {
  const names = Object.keys(columns).filter((name) => rows.some((row) => shown(row[name]) !== ""));
  if (names.length === 0) return "no rows";
  const lines = [names, ...rows.map((row) => names.map((name) => shown(row[name])))];
  const widths = names.map((_, index) => Math.max(...lines.map((line) => line[index].length)));
  return lines
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function shown(cell: Cell): string {
  const text = String(cell ?? "").replace(
    // Control characters, and those that turn the direction of writing.
    /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}
