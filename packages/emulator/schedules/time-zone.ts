/** Time as a clock on the wall shows it, in milliseconds as if it was UTC. */
export function localTime(at: number, zone: string): number {
  if (zone === "UTC") return at;
  const parts = formatOf(zone).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour") % 24, part("minute"), part("second"));
}

/** Instant at which the clock shows a time; of a time that the clock leaves out, the one by which it is later. */
export function instantOf(local: number, zone: string): number {
  if (zone === "UTC") return local;
  const first = local - (localTime(local, zone) - local);
  const second = local - (localTime(first, zone) - first);
  return localTime(second, zone) === local ? second : first;
}

/** Tells whether there is such a time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const numeric = "numeric";
  const fields = {
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  } as const;
  const made = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...fields });
  formats.set(timeZone, made);
  return made;
}
