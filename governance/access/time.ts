const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A time (ISO 8601, UTC) that is later than another; negative numbers lead to an earlier one. */
export function laterBy(
  time: string,
  { days = 0, minutes = 0 }: { readonly days?: number; readonly minutes?: number },
): string {
  return new Date(Date.parse(time) + days * DAY + minutes * MINUTE).toISOString();
}

/** The earlier of two times of which either may be absent. */
export function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}
