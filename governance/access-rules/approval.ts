import { columnsAsked, type AccessFacts } from "./facts";
import type { Approval } from "./model";
import { columnsOfRowCondition, type RowCondition } from "./row-filter";

/** Access that an approval gives: the request's wish within what the rule allows. */
export interface GivenAccess {
  /** Rows; "all" attaches no row filter. */
  readonly rows: "all" | RowCondition;
  /** Names of the columns, in the order of the asset; "all" attaches no column filter. */
  readonly columns: "all" | readonly string[];
  readonly s3: readonly ("READ" | "WRITE")[];
  /** Days after which access ends. */
  readonly expiresInDays: number | "never";
}

/** Obstacle that keeps a rule that holds from giving anything. */
export interface Hindrance {
  readonly hindrance: string;
}

/**
 * Gives the request what it gets under the rule, never more than either of them says.
 *
 * @returns a hindrance where that cannot be said for sure: a fact that is not known, columns that the asset does not have, or
 * nothing that would be left. The request is held then.
 */
export function giveAccess(approval: Approval, facts: AccessFacts): GivenAccess | Hindrance {
  const { durationDays, rows } = facts.request;
  if (durationDays === undefined) return { hindrance: "the duration that is asked for is not known" };
  if (rows === undefined) return { hindrance: "the rows that are asked for are not known" };
  const columns = givenColumns(approval, facts);
  if ("hindrance" in columns) return columns;
  const given = givenRows(approval.rows, rows);
  const hindrance = given === "all" ? undefined : unknownColumns(columnsOfRowCondition(given), "the row filter", facts);
  if (hindrance !== undefined) return hindrance;
  return {
    rows: given,
    columns: columns.names,
    s3: approval.s3,
    expiresInDays: shorter(approval.expiresInDays, durationDays),
  };
}

function shorter(allowed: number | "never", asked: number | "unlimited"): number | "never" {
  if (asked === "unlimited") return allowed;
  return allowed === "never" ? asked : Math.min(allowed, asked);
}

function givenRows(allowed: "all" | RowCondition, asked: "all" | RowCondition): "all" | RowCondition {
  if (asked === "all") return allowed;
  return allowed === "all" ? asked : { and: [allowed, asked] };
}

function givenColumns(approval: Approval, facts: AccessFacts): { readonly names: "all" | string[] } | Hindrance {
  const asked = columnsAsked(facts);
  if (facts.request.columns === undefined) return { hindrance: "the columns that are asked for are not known" };
  if (approval.columns === "all" && facts.request.columns === "all") return { names: "all" };
  const unknown = unknownColumns(asked ?? [], "the request", facts);
  if (unknown !== undefined) return unknown;
  const all = Object.entries(facts.asset.columns ?? {});
  const names = all.filter(([name, terms]) => asked?.includes(name) === true && isGiven(approval, name, terms));
  // A column filter without columns means something else to the service than nothing.
  if (names.length === 0) return { hindrance: "no column is left of those that are asked for" };
  return { names: names.map(([name]) => name) };
}

function isGiven({ columns }: Approval, name: string, terms: readonly string[]): boolean {
  if (columns === "all") return true;
  if ("only" in columns) return columns.only.includes(name);
  const except = "except" in columns ? columns.except : [];
  return !except.includes(name) && !terms.some((term) => columns.withoutTerms?.includes(term));
}

function unknownColumns(names: readonly string[], who: string, { asset }: AccessFacts): Hindrance | undefined {
  const { columns } = asset;
  if (columns === undefined) return { hindrance: "the columns of the asset are not known" };
  const missing = names.filter((name) => !Object.hasOwn(columns, name));
  if (missing.length === 0) return undefined;
  return { hindrance: `${who} names columns that the asset does not have: ${missing.join(", ")}` };
}
