import type { Comparison, RowFilter } from "../../governance/access-rules/row-filter";
import type { FieldFault } from "./field-fault";

/** A comparison as it is typed: the value of operators for several has one value a line or between commas. */
export interface TypedComparison {
  readonly column: string;
  readonly operator: string;
  readonly value: string;
}

/** Most comparisons of one filter. */
export const MOST_COMPARISONS = 20;
const MOST_VALUES = 100;
const LONGEST_VALUE = 255;
const OF_SEVERAL = ["in", "notIn"];
/** Operators that compare with nothing. */
export const OF_NONE: readonly string[] = ["isNull", "isNotNull"];

function comparisonFrom({ column, operator, value }: TypedComparison): Comparison {
  const of = { columnName: column, operator };
  if (OF_NONE.includes(operator)) return of as Comparison;
  return { ...of, ...(OF_SEVERAL.includes(operator) ? { values: valuesOf(value) } : { value }) } as Comparison;
}

const valuesOf = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");

function comparisonFault({ column, operator, value }: TypedComparison): string | undefined {
  if (column === "") return "Choose a column to compare.";
  if (OF_NONE.includes(operator)) return undefined;
  const isSeveral = OF_SEVERAL.includes(operator);
  const values = isSeveral ? valuesOf(value) : [value.trim()].filter((one) => one !== "");
  if (values.length === 0) return `Say what ${column} is compared with.`;
  if (values.length > MOST_VALUES) return `Give at most ${MOST_VALUES} values.`;
  const isLong = (isSeveral ? values : [value]).some((one) => one.length > LONGEST_VALUE);
  return isLong ? `A value has at most ${LONGEST_VALUE} characters.` : undefined;
}

/** Filter for which all comparisons hold; nothing where there are none, or too many. */
export function filterFrom(comparisons: readonly TypedComparison[]): RowFilter | undefined {
  if (comparisons.length === 0 || comparisons.length > MOST_COMPARISONS) return undefined;
  const made = comparisons.map(comparisonFrom);
  return made.length === 1 ? made[0] : { and: made };
}

/** Everything that is wrong with comparisons, each at its line. */
export const comparisonFaults = (comparisons: readonly TypedComparison[]): FieldFault[] =>
  comparisons.flatMap((one, index) => {
    const message = comparisonFault(one);
    return message === undefined ? [] : [{ field: `rows.${index}.value`, message }];
  });
