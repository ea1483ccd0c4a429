/**
 * Says in one line what was thrown. JavaScript throws anything: null, objects without a prototype, errors whose message is a
 * number or a getter that throws itself.
 */
export function describeThrown(thrown: unknown): string {
  const text = attempt(() => messageOf(thrown)) ?? "something that cannot be shown";
  return text.split("\n").find((line) => line.trim() !== "") ?? "unknown error";
}

/** The stack trace of what was thrown; empty where there is none. */
export function stackOf(thrown: unknown): string {
  const stack = attempt(() => (thrown as Partial<Error> | null | undefined)?.stack);
  return typeof stack === "string" ? stack : "";
}

function messageOf(thrown: unknown): string {
  // Not `instanceof Error`: the file ran in another V8 context than jest's.
  const message: unknown = (thrown as Partial<Error> | null | undefined)?.message;
  if (typeof message === "string") return message;
  if (typeof thrown === "string") return thrown;
  if (thrown === null || thrown === undefined) return `${String(thrown)} was thrown`;
  if (typeof thrown === "object") return "an object was thrown instead of an error";
  return `${typeof thrown} ${String(thrown as symbol)} was thrown instead of an error`;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
