import type { RowFilter, RowFilterExpression } from "@aws-sdk/client-datazone";
import { validationError } from "../../../errors";
import type { Column } from "../inventory/columns";

/** Comparisons with one value, by the member of the union. */
const COMPARISONS: Readonly<Record<string, string>> = {
  equalTo: "=",
  notEqualTo: "<>",
  greaterThan: ">",
  lessThan: "<",
  greaterThanOrEqualTo: ">=",
  lessThanOrEqualTo: "<=",
  like: "LIKE",
  notLike: "NOT LIKE",
};
const SETS: Readonly<Record<string, string>> = { in: "IN", notIn: "NOT IN" };
const NULLS: Readonly<Record<string, string>> = { isNull: "IS NULL", isNotNull: "IS NOT NULL" };

const NUMBER = /^(tinyint|smallint|int|integer|bigint|float|double|decimal)/i;

interface Operands {
  readonly columnName?: string;
  readonly value?: string;
  readonly values?: readonly string[];
}

/** Columns that a row filter names, each once. */
export function columnsOfFilter(filter: RowFilter): string[] {
  const { and, or, expression } = filter;
  const parts = and ?? or;
  if (parts) return [...new Set(parts.flatMap(columnsOfFilter))];
  const { columnName = "" } = partsOf(expression).operands;
  return [columnName];
}

/** The condition of a row filter as a text of SQL; values of columns of numbers stand without quotes. */
export function conditionOf(filter: RowFilter, columns: readonly Column[]): string {
  const { and, or, expression } = filter;
  const parts = and ?? or;
  if (parts?.length === 0) throw validationError("A row filter of several conditions needs one at least");
  if (parts) return `(${parts.map((part) => conditionOf(part, columns)).join(and ? " AND " : " OR ")})`;
  const { operator, operands } = partsOf(expression);
  const { columnName = "", value = "", values = [] } = operands;
  const literal = literalOf(columns.find((column) => column.columnName === columnName));
  const [comparison, set] = [COMPARISONS[operator], SETS[operator]] as (string | undefined)[];
  if (comparison !== undefined) return `${columnName} ${comparison} ${literal(value)}`;
  if (set !== undefined) return `${columnName} ${set} (${values.map(literal).join(", ")})`;
  return `${columnName} ${NULLS[operator]}`;
}

function partsOf(expression: RowFilterExpression | undefined): { operator: string; operands: Operands } {
  const [[operator, operands] = []] = Object.entries(expression ?? {}) as [string, Operands][];
  if (operator === undefined || operands === undefined) throw validationError("A row filter needs an expression");
  return { operator, operands };
}

const literalOf =
  (column: Column | undefined) =>
  (value: string): string =>
    NUMBER.test(column?.dataType ?? "") ? value : `'${value.replace(/'/g, "''")}'`;
