/** Stacks that a thread takes at once: a tenth of a second of work, so that threads end at about the same time. */
const TAKEN_AT_ONCE = 8;

/**
 * Shares a list out among threads: each takes the next few when it has written those before. Threads start at different
 * times, since each has to load the program first, and machines have slow cores.
 */
export class StackQueue {
  private readonly next: Int32Array;

  /** @param memory what {@link memory} of another thread's queue is. @default - a queue of which nothing is taken */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.next = new Int32Array(memory);
  }

  /** Takes the next items of a list, which has to be the same in all threads; none when all are taken, or given up. */
  take<T>(items: readonly T[]): T[] {
    const from = Atomics.add(this.next, 0, TAKEN_AT_ONCE);
    return items.slice(from, from + TAKEN_AT_ONCE);
  }

  /** No thread takes any more: one has failed. */
  giveUp(): void {
    Atomics.store(this.next, 0, MOST);
  }
}

/** More than there can be stacks, and far enough from the largest number to be added to. */
const MOST = 2 ** 30;
