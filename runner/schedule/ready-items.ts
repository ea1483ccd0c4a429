/** Dependencies between the items of a graph. */
export interface Dependencies<T> {
  /** Items that must be done before this one starts: the very objects that are among the graph's items. */
  readonly waitsFor: (item: T) => readonly T[];
  /** Name of an item in an error. */
  readonly nameOf: (item: T) => string;
}

/** The items of a graph that could start now, by their index. */
export class ReadyItems<T> {
  private readonly before: readonly ReadonlySet<number>[];
  private readonly behind: readonly number[][];
  /** Number of items that each one still waits for. */
  private readonly missing: number[];
  /** Place of each item among those that could start; the lowest starts first. */
  private readonly places: readonly number[];
  private ready: number[];

  /** @throws Error where an item waits for one that is not there, or for itself around a corner */
  constructor(
    private readonly items: readonly T[],
    private readonly dependencies: Dependencies<T>,
  ) {
    const indexes = new Map(items.map((item, index) => [item, index]));
    this.before = items.map(
      (item) => new Set(dependencies.waitsFor(item).map((one) => this.indexOf(one, item, indexes))),
    );
    this.behind = items.map(() => []);
    this.before.forEach((before, index) => before.forEach((one) => this.behind[one].push(index)));
    this.missing = this.before.map(({ size }) => size);
    const lengths = this.chainLengths();
    const order = items.map((_, index) => index).sort((a, b) => lengths[b] - lengths[a] || a - b);
    const places: number[] = [];
    order.forEach((index, place) => (places[index] = place));
    this.places = places;
    this.ready = order.filter((index) => this.missing[index] === 0);
  }

  /** Number of items that could start. */
  get size(): number {
    return this.ready.length;
  }

  /** Takes the first of them: the one with the longest chain of items behind it, of equal ones the first in the order of items. */
  take(): number {
    const [index] = this.ready.splice(0, 1);
    return index;
  }

  /** Says that an item is done, so that those which waited only for it could start. */
  done(index: number): void {
    const free = this.behind[index].filter((one) => --this.missing[one] === 0);
    if (free.length > 0) this.ready = [...this.ready, ...free].sort((a, b) => this.places[a] - this.places[b]);
  }

  private indexOf(wanted: T, item: T, indexes: ReadonlyMap<T, number>): number {
    const { nameOf } = this.dependencies;
    const index = indexes.get(wanted);
    if (index === undefined)
      throw new Error(`${nameOf(item)} waits for ${nameOf(wanted)}, which is not among the items of this run`);
    return index;
  }

  /** Number of items that follow each other behind an item, itself included: the longest chain, for each item. */
  private chainLengths(): number[] {
    const order = this.topologicalOrder();
    const lengths = this.items.map(() => 1);
    for (const index of order.toReversed()) {
      for (const next of this.behind[index]) lengths[index] = Math.max(lengths[index], lengths[next] + 1);
    }
    return lengths;
  }

  private topologicalOrder(): number[] {
    const missing = [...this.missing];
    const order = this.items.map((_, index) => index).filter((index) => missing[index] === 0);
    for (const index of order) order.push(...this.behind[index].filter((next) => --missing[next] === 0));
    if (order.length < this.items.length) throw new Error(`items wait for each other: ${this.cycleOutside(order)}`);
    return order;
  }

  /** Describes a circle: an item outside the order waits for another one outside it, so following them leads round. */
  private cycleOutside(order: readonly number[]): string {
    const sorted = new Set(order);
    const stuck = (indexes: Iterable<number>): number => [...indexes].find((index) => !sorted.has(index)) ?? 0;
    const path = [stuck(this.items.keys())];
    for (;;) {
      const next = stuck(this.before[path[path.length - 1]]);
      const start = path.indexOf(next);
      path.push(next);
      if (start < 0) continue;
      return path
        .slice(start)
        .map((index) => this.dependencies.nameOf(this.items[index]))
        .join(" waits for ");
    }
  }
}
