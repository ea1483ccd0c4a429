import type { Operations } from "../api/operations";
import { comparisonFaults, filterFrom, MOST_COMPARISONS, type TypedComparison } from "./comparisons";
import { LONGEST_DAYS } from "./decision";
import type { FieldFault } from "./field-fault";

/** Fields of the form that asks for data, as they were filled in. */
export interface TypedRequest {
  readonly project: string;
  readonly purpose: string;
  readonly end: string;
  readonly days: string;
  readonly columns: string;
  readonly chosen: readonly string[];
  /** All rows, or those for which comparisons hold. */
  readonly rows: string;
  readonly comparisons: readonly TypedComparison[];
  readonly reason: string;
}

type Body = Operations["askForAccess"]["body"];

/** Longest reason. */
export const LONGEST_REASON = 2048;

/** Request that the form says, or what is wrong with it. */
export function requestFrom(
  typed: TypedRequest,
  listingId: string,
): { readonly body: Body } | { readonly faults: readonly FieldFault[] } {
  const { project, purpose, columns, chosen, rows, comparisons } = typed;
  const filter = rows === "own" ? filterFrom(comparisons) : undefined;
  const reason = typed.reason.trim();
  const days = Number(typed.days);
  const isDays = /^\d+$/.test(typed.days.trim()) && days >= 1 && days <= LONGEST_DAYS;
  const checks: readonly (readonly [isWrong: boolean, field: string, message: string])[] = [
    [project.trim() === "", "project", "Say for which project you ask."],
    [purpose === "", "purpose", "Choose what you need the data for."],
    [typed.end === "", "end", "Say for how long you need it."],
    [typed.end === "days" && !isDays, "days", `Give a number of days from 1 to ${LONGEST_DAYS}.`],
    [columns === "", "columns", "Say which columns you need."],
    [columns === "some" && chosen.length === 0, "columns", "Choose at least one column, or all."],
    [rows === "own" && filter === undefined, "rows", `Give at most ${MOST_COMPARISONS} comparisons, or take all rows.`],
    [reason === "", "reason", "Write why you need it, for the person who decides."],
    [reason.length > LONGEST_REASON, "reason", `Write at most ${LONGEST_REASON} characters.`],
  ];
  const missing = checks.filter(([isWrong]) => isWrong).map(([, field, message]) => ({ field, message }));
  const faults = [...missing, ...(rows === "own" ? comparisonFaults(comparisons) : [])];
  if (faults.length > 0) return { faults };
  return {
    body: {
      listingId,
      projectId: project.trim(),
      purpose,
      ...(typed.end === "days" ? { days } : {}),
      ...(columns === "some" ? { columns: chosen } : {}),
      ...(filter === undefined ? {} : { rows: filter }),
      reason,
    },
  };
}
