const HOUR = 3_600_000;

/** Whole days between two times (ISO 8601); absent where the first is. */
export function daysBetween(from: string | undefined, to: string): number | undefined {
  return from === undefined ? undefined : Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / (24 * HOUR)));
}

/** Hours between two times (ISO 8601), not rounded. */
export function hoursBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / HOUR;
}
