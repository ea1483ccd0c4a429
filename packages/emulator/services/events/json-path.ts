const STEP = /\.([A-Za-z0-9_-]+)|\['([^']+)'\]|\["([^"]+)"\]|\[(\d+)\]/y;

/**
 * A value of an event by the paths that EventBridge takes: members, and elements by their number, as `$.detail.items[0].id`.
 * Undefined for what is not there.
 */
export function valueAt(event: unknown, path: string): unknown {
  if (!path.startsWith("$")) return undefined;
  STEP.lastIndex = 1;
  let value = event;
  while (STEP.lastIndex < path.length) {
    const step = STEP.exec(path);
    if (step === null) return undefined;
    const member = step[1] ?? step[2] ?? step[3] ?? Number(step[4]);
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, member)) return undefined;
    value = (value as Record<string | number, unknown>)[member];
  }
  return value;
}
