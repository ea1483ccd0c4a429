import { runGraph } from "./graph";
import type { PoolOptions, PoolOutcome } from "./pool-options";

/** Works through items that wait for nothing, in their order; otherwise as {@link runGraph}. */
export async function runPool<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  options: PoolOptions<R>,
): Promise<PoolOutcome<R>> {
  return runGraph(items, { waitsFor: () => [], nameOf: String }, work, options);
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
