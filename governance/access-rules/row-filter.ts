import { z } from "zod";

/** Largest number of values in one list of a row filter: a text of thousands of values is a table, not a rule. */
const VALUES = 100;

const column = z.string().min(1).max(255).describe("the name of a column, 1 to 255 characters");
const value = z.string().max(255).describe("a value as a text, at most 255 characters");
/** Operators that compare with one value. */
const OF_ONE = {
  equalTo: "=",
  notEqualTo: "<>",
  greaterThan: ">",
  greaterThanOrEqualTo: ">=",
  lessThan: "<",
  lessThanOrEqualTo: "<=",
  like: "LIKE",
  notLike: "NOT LIKE",
} as const;
/** Operators that compare with several values. */
const OF_SEVERAL = { in: "IN", notIn: "NOT IN" } as const;
/** Operators that compare with nothing. */
const OF_NONE = { isNull: "IS NULL", isNotNull: "IS NOT NULL" } as const;

const operators = <T extends string>(signs: Record<T, string>) => z.enum(Object.keys(signs) as [T, ...T[]]);

/** Comparison of one column, with the operators of the service. */
export const comparison = z.union([
  z.strictObject({
    /** Name of the column. */
    columnName: column,
    /** Operator, in the service's words. */
    operator: operators(OF_ONE),
    /** Value to compare with, as a text whatever the column's type. */
    value,
  }),
  z.strictObject({
    /** Name of the column. */
    columnName: column,
    /** Operator, in the service's words. */
    operator: operators(OF_SEVERAL),
    /** Values, 1 to 100, as texts. */
    values: z.array(value).min(1).max(VALUES),
  }),
  z.strictObject({
    /** Name of the column. */
    columnName: column,
    /** Operator, in the service's words. */
    operator: operators(OF_NONE),
  }),
]);

/** Comparison of one column. */
export type Comparison = z.output<typeof comparison>;

const alternatives = z.strictObject({
  /** Comparisons of which one must hold. */
  or: z.array(comparison).min(1).max(20),
});
const together = z.strictObject({
  /** Comparisons that must all hold. */
  and: z.array(comparison).min(1).max(20),
});

/**
 * Rows that are seen: one comparison, or several of which all (`and`) or one (`or`) must hold.
 *
 * The service nests filters to any depth. Two levels say everything that a rule needs (any filter has such a form), can be read
 * by people, and keep the schema free of recursion.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_RowFilter.html
 */
export const rowFilter = z.union([
  comparison,
  z.strictObject({
    /** Comparisons, or lists of alternatives, of which all must hold. */
    and: z
      .array(z.union([comparison, alternatives]))
      .min(1)
      .max(20),
  }),
  z.strictObject({
    /** Comparisons, or lists that hold together, of which one must hold. */
    or: z
      .array(z.union([comparison, together]))
      .min(1)
      .max(20),
  }),
]);

/** Rows that are seen, as a rule and a request say it. */
export type RowFilter = z.output<typeof rowFilter>;

/** Rows that are seen, as they are made of a rule's filter and a request's: any depth. */
export type RowCondition =
  | Comparison
  | { readonly and: readonly RowCondition[] }
  | { readonly or: readonly RowCondition[] };

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A filter as people read it: `region = 'EU' AND (year = '2026' OR year IS NULL)`. For people only: nothing parses it. */
export function rowConditionText(condition: RowCondition): string {
  if ("and" in condition) return joined(condition.and, "AND");
  if ("or" in condition) return joined(condition.or, "OR");
  return comparisonText(condition);
}

function joined(parts: readonly RowCondition[], word: string): string {
  const nested = (part: RowCondition) => "and" in part || "or" in part;
  return parts
    .map((part) => (nested(part) && parts.length > 1 ? `(${rowConditionText(part)})` : rowConditionText(part)))
    .join(` ${word} `);
}

function comparisonText(one: Comparison): string {
  if ("value" in one) return `${one.columnName} ${OF_ONE[one.operator]} ${quoted(one.value)}`;
  if ("values" in one) return `${one.columnName} ${OF_SEVERAL[one.operator]} (${one.values.map(quoted).join(", ")})`;
  return `${one.columnName} ${OF_NONE[one.operator]}`;
}

/** Columns that a filter compares. */
export function columnsOfRowCondition(condition: RowCondition): string[] {
  if ("and" in condition) return [...new Set(condition.and.flatMap(columnsOfRowCondition))];
  if ("or" in condition) return [...new Set(condition.or.flatMap(columnsOfRowCondition))];
  return [condition.columnName];
}
