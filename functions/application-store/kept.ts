/**
 * Something that is made at the first call and kept over invocations. What could not be made is made again at the next call: a function
 * whose first invocation failed does not fail for as long as it lives.
 */
export function keptOnceMade<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** Time of now, of the system (ISO 8601, UTC). */
export const systemClock = (): string => new Date().toISOString();
