/** How a pool works through its items. */
export interface PoolOptions<R> {
  /** Items in work at the same time, at least 1. */
  readonly parallelism: number;
  /** Asked before each start: true leaves the rest undone. */
  readonly stop?: () => boolean;
  /** A result that leaves the rest undone; what runs is finished. */
  readonly isFailure?: (result: R) => boolean;
}

/** What a pool did: `undefined` in place of items that were never started. */
export interface PoolOutcome<R> {
  readonly results: readonly (R | undefined)[];
  /** Whether every item was started and none failed. */
  readonly complete: boolean;
}

/** Works through items with bounded parallelism, results in the order of items. An exception of `work` is passed on once all ended. */
export async function runPool<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  options: PoolOptions<R>,
): Promise<PoolOutcome<R>> {
  const results: (R | undefined)[] = items.map(() => undefined);
  const thrown: unknown[] = [];
  let next = 0;
  let failed = false;
  const halted = (): boolean => failed || thrown.length > 0 || options.stop?.() === true;
  const worker = async (): Promise<void> => {
    while (next < items.length && !halted()) {
      const index = next++;
      try {
        const result = await work(items[index]);
        results[index] = result;
        failed ||= options.isFailure?.(result) === true;
      } catch (error) {
        thrown.push(error);
      }
    }
  };
  const workers = Math.min(Math.max(1, options.parallelism), items.length);
  await Promise.all(Array.from({ length: workers }, worker));
  if (thrown.length > 0) throw thrown[0];
  return { results, complete: !failed && next === items.length };
}

/** Works through waves one after the other; a wave that is not complete is the last. Results in the order of all items. */
export async function runWaves<T, R>(
  waves: readonly (readonly T[])[],
  work: (item: T) => Promise<R>,
  options: PoolOptions<R>,
): Promise<PoolOutcome<R>> {
  const results: (R | undefined)[] = [];
  let complete = true;
  for (const wave of waves) {
    const outcome: PoolOutcome<R> = complete
      ? await runPool(wave, work, options)
      : { results: wave.map(() => undefined), complete: false };
    results.push(...outcome.results);
    complete = outcome.complete;
  }
  return { results, complete };
}
