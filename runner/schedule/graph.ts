import type { PoolOptions, PoolOutcome } from "./pool-options";
import { ReadyItems, type Dependencies } from "./ready-items";

/**
 * Works through items with bounded parallelism, each as soon as all that it waits for are done; results in the order of items.
 *
 * After the first failure nothing more is started, and what runs is finished. An exception of `work` is passed on once all
 * ended. Among the items that could start, the one with the longest chain behind it does: it decides how long the whole takes.
 *
 * @throws Error where an item waits for one that is not among the items, or for itself around a corner
 */
export async function runGraph<T, R>(
  items: readonly T[],
  dependencies: Dependencies<T>,
  work: (item: T) => Promise<R>,
  options: PoolOptions<R>,
): Promise<PoolOutcome<R>> {
  const ready = new ReadyItems(items, dependencies);
  const results: (R | undefined)[] = items.map(() => undefined);
  const thrown: unknown[] = [];
  const running = new Map<number, Promise<number>>();
  let started = 0;
  let failed = false;
  const run = async (index: number): Promise<number> => {
    try {
      const result = await work(items[index]);
      results[index] = result;
      failed ||= options.isFailure?.(result) === true;
    } catch (error) {
      thrown.push(error);
    }
    return index;
  };
  const mayStart = (): boolean =>
    running.size < Math.max(1, options.parallelism) && !failed && thrown.length === 0 && options.stop?.() !== true;
  for (;;) {
    while (ready.size > 0 && mayStart()) {
      const index = ready.take();
      running.set(index, run(index));
      started += 1;
    }
    if (running.size === 0) break;
    const ended = await Promise.race(running.values());
    running.delete(ended);
    ready.done(ended);
  }
  if (thrown.length > 0) throw thrown[0];
  return { results, complete: !failed && started === items.length };
}
