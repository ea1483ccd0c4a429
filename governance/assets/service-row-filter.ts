import { comparison, type RowCondition } from "../access-rules/row-filter";

/** Row filter in the form of the service. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_RowFilter.html */
export type ServiceRowFilter =
  | { readonly and: readonly ServiceRowFilter[] }
  | { readonly or: readonly ServiceRowFilter[] }
  | { readonly expression: Readonly<Record<string, object>> };

/** A condition in the form of the service. */
export function serviceRowFilter(condition: RowCondition): ServiceRowFilter {
  if ("and" in condition) return { and: condition.and.map(serviceRowFilter) };
  if ("or" in condition) return { or: condition.or.map(serviceRowFilter) };
  const { operator, ...compared } = condition;
  return { expression: { [operator]: compared } };
}

/** The condition of a filter of the service; nothing where it says something that is not known here. */
export function rowConditionOf(filter: unknown): RowCondition | undefined {
  if (typeof filter !== "object" || filter === null) return undefined;
  const { and, or, expression } = filter as { and?: unknown; or?: unknown; expression?: unknown };
  const parts = and ?? or;
  if (parts !== undefined) {
    const conditions = Array.isArray(parts) ? parts.map(rowConditionOf) : [];
    if (conditions.length === 0 || conditions.includes(undefined)) return undefined;
    const known = conditions as RowCondition[];
    return and === undefined ? { or: known } : { and: known };
  }
  if (typeof expression !== "object" || expression === null) return undefined;
  const [[operator, compared] = [], ...more] = Object.entries(expression);
  if (more.length > 0) return undefined;
  return comparison.safeParse({ ...(compared as object), operator }).data;
}
