import type { Row } from "../../../governance/reports";
import type { ReportEdition, ReportShelf } from "./shelf";

/** Part of a report that is asked for. */
export interface PartAsked {
  /** Number of the row, from zero, at which the part begins. */
  readonly from: number;
  readonly limit: number;
  /** Rows that are looked at, at most: a filter that finds little gives a short page instead of a slow one. */
  readonly most: number;
  /** Texts of which one is in every row that is wanted: a line without them is not even parsed. @default - any line may be wanted */
  readonly words?: readonly string[];
  readonly isWanted: (row: Row) => boolean;
  /** Size of a row where the part has a largest size; one row more than that is in it. @default - it has none */
  readonly size?: { readonly of: (row: Row) => number; readonly most: number };
}

/** Rows of a part, with the number of the row at which the next begins; absent at the end. */
export interface ReportPart {
  readonly rows: readonly Row[];
  readonly next?: number;
}

/** Most texts that lines are searched for; more would take longer than to parse them. */
const MOST_WORDS = 12;

/**
 * Reads a part of an edition. One block is in memory at a time, and what is not wanted is not kept.
 */
export async function readPart(shelf: ReportShelf, edition: ReportEdition, asked: PartAsked): Promise<ReportPart> {
  const { from, limit, most, size } = asked;
  const rows: Row[] = [];
  let taken = 0;
  const end = Math.min(edition.rows, from + most);
  let first = 0;
  for (const block of edition.blocks) {
    const behind = first + block.rows;
    if (behind > from && first < end) {
      const lines = await shelf.lines(block);
      for (let at = Math.max(from, first); at < Math.min(behind, end); at++) {
        const row = wantedRow(lines[at - first], asked);
        if (row === undefined) continue;
        rows.push(row);
        taken += size?.of(row) ?? 0;
        if (rows.length === limit || (size !== undefined && taken > size.most))
          return { rows, ...(at + 1 < edition.rows ? { next: at + 1 } : {}) };
      }
    }
    first = behind;
  }
  return { rows, ...(end < edition.rows ? { next: end } : {}) };
}

function wantedRow(line: string, { words, isWanted }: PartAsked): Row | undefined {
  if (words !== undefined && words.length <= MOST_WORDS && !words.some((word) => line.includes(word))) return undefined;
  const row = JSON.parse(line) as Row;
  return isWanted(row) ? row : undefined;
}
