import type { AccessFacts } from "../../governance/access-rules/facts";
import type { RowFilter } from "../../governance/access-rules/row-filter";
import type { AccessDetail, GivenAccess } from "../api/operations";
import { comparisonFaults, filterFrom, MOST_COMPARISONS, type TypedComparison } from "./comparisons";
import type { FieldFault } from "./field-fault";

/** Longest time that can be given, in days. The API says the same (`LONGEST_ACCESS`); a test compares them. */
export const LONGEST_DAYS = 3650;

/** A column that can be given. */
export interface ColumnChoice {
  readonly name: string;
  readonly terms: readonly string[];
}

/** Bounds of what can be given: never more than was asked for, where that is known. */
export interface Limits {
  /** Columns in the order of the asset; absent where they are not known: only all can be given then. */
  readonly columns?: readonly ColumnChoice[];
  /** All columns were asked for, or nobody knows which. */
  readonly mayAllColumns: boolean;
  readonly mostDays: number;
  readonly mayNever: boolean;
  /** Objects are given, too. */
  readonly hasObjects: boolean;
}

/** Access from which a decision starts; what is not known is absent, and has to be chosen. */
export interface Proposal {
  readonly rows?: "all" | RowFilter;
  readonly columns?: "all" | readonly string[];
  readonly days?: number | "never";
  readonly s3: readonly ("READ" | "WRITE")[];
  /** Person who consented to exactly this. */
  readonly consentOf?: string;
}

/** Facts of a request in the form in which the rules had them. */
export const factsOf = ({ facts }: Pick<AccessDetail, "facts">): Partial<AccessFacts> =>
  (facts as Partial<AccessFacts>) ?? {};

/** Bounds for a decision on a request. */
export function limitsOf(detail: Pick<AccessDetail, "facts" | "asset">): Limits {
  const { asset, request } = factsOf(detail);
  const asked = request?.columns;
  const all = Object.entries(asset?.columns ?? {}).map(([name, terms]) => ({ name, terms }));
  const columns = Array.isArray(asked) ? all.filter(({ name }) => asked.includes(name)) : all;
  const days = request?.durationDays;
  return {
    columns: columns.length === 0 ? undefined : columns,
    mayAllColumns: !Array.isArray(asked),
    mostDays: typeof days === "number" ? Math.min(days, LONGEST_DAYS) : LONGEST_DAYS,
    mayNever: days === undefined || days === "unlimited",
    hasObjects: /S3/.test(detail.asset.type),
  };
}

/** Access to begin with: what the first of two consented to, otherwise what was asked for. */
export function proposalOf({ held, ...detail }: Pick<AccessDetail, "facts" | "asset" | "held">): Proposal {
  const consent = held?.consents[held.consents.length - 1];
  if (consent !== undefined) {
    const { rows, columns, s3, expiresInDays } = consent.access as unknown as GivenAccess;
    return { rows, columns, s3, days: expiresInDays, consentOf: consent.person };
  }
  const { request } = factsOf(detail);
  const days = request?.durationDays;
  return {
    rows: request?.rows,
    columns: request?.columns,
    days: days === "unlimited" ? "never" : days,
    s3: ["READ"],
  };
}

/** Fields of the form, as they were filled in. */
export interface TypedDecision {
  readonly rows: "all" | "asked" | "own" | "";
  readonly comparisons: readonly TypedComparison[];
  readonly columns: "all" | "some" | "";
  readonly chosen: readonly string[];
  readonly end: "days" | "never" | "";
  readonly days: string;
  readonly s3: readonly string[];
}

/** Access that the form says, or what is wrong with it. */
export function accessFrom(
  typed: TypedDecision,
  limits: Limits,
  proposal: Proposal,
): { readonly access: GivenAccess } | { readonly faults: readonly FieldFault[] } {
  const faults: FieldFault[] = [];
  const fault = (field: string, message: string): undefined => void faults.push({ field, message });
  const rows =
    rowsFrom(typed, proposal) ??
    fault("rows", `Say which rows are given: all, or only some, by at most ${MOST_COMPARISONS} comparisons.`);
  if (typed.rows === "own") faults.push(...comparisonFaults(typed.comparisons));
  const columns = columnsFrom(typed, proposal) ?? fault("columns", "Choose at least one column, or all.");
  const expiresInDays = daysFrom(typed, limits) ?? fault("days", `Give a number of days from 1 to ${limits.mostDays}.`);
  const s3 = limits.hasObjects ? (["READ", "WRITE"] as const).filter((one) => typed.s3.includes(one)) : proposal.s3;
  if (s3.length === 0) fault("s3", "Choose what may be done with the objects.");
  if (faults.length > 0 || rows === undefined || columns === undefined || expiresInDays === undefined)
    return { faults };
  return { access: { rows, columns, s3, expiresInDays } };
}

function rowsFrom({ rows, comparisons }: TypedDecision, proposal: Proposal): GivenAccess["rows"] | undefined {
  if (rows === "asked") return proposal.rows;
  if (rows !== "own") return rows === "all" ? "all" : undefined;
  return filterFrom(comparisons);
}

function columnsFrom({ columns, chosen }: TypedDecision, proposal: Proposal): GivenAccess["columns"] | undefined {
  if (columns === "all") return "all";
  if (columns === "" || chosen.length === 0) return undefined;
  const proposed = proposal.columns;
  // Two people consent to the same access only where it is written the same.
  const isSame =
    Array.isArray(proposed) &&
    proposed.length === chosen.length &&
    proposed.every((one) => chosen.includes(one as string));
  return isSame ? proposed : chosen;
}

function daysFrom({ end, days }: TypedDecision, { mostDays, mayNever }: Limits): number | "never" | undefined {
  if (end === "never") return mayNever ? "never" : undefined;
  if (end === "") return undefined;
  const number = Number(days);
  return /^\d+$/.test(days.trim()) && number >= 1 && number <= mostDays ? number : undefined;
}
