/** Rules by which a pool works through its items. */
export interface PoolOptions<R> {
  /** Items in work at the same time, at least 1. */
  readonly parallelism: number;
  /** Asked before each start: true leaves the rest undone. */
  readonly stop?: () => boolean;
  /** A result that leaves the rest undone; what runs is finished. */
  readonly isFailure?: (result: R) => boolean;
}

/** Results of a pool: `undefined` in place of items that were never started. */
export interface PoolOutcome<R> {
  readonly results: readonly (R | undefined)[];
  /** True where every item was started and none failed. */
  readonly complete: boolean;
}
