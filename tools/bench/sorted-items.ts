/** Item of a table. */
export type Item = Record<string, { readonly S?: string; readonly N?: string }>;

/** Text of an attribute. */
export const text = (item: Item, name: string): string => item[name].S ?? "";

/** Part of a list that a query asks for. */
export interface Part {
  readonly between?: readonly [from: string, to: string];
  /** Sign in front of a border: `<`, `<=`, `>` or `>=`. */
  readonly sign?: string;
  readonly border?: string;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
}

/** Items of one partition of an index in the order of its sort key. What a query asks for is found by halves. */
export class SortedItems {
  private readonly items: Item[] = [];

  public constructor(private readonly sortKey: string) {}

  public add(item: Item): void {
    this.items.splice(this.count(text(item, this.sortKey), true), 0, item);
  }

  public remove(item: Item): void {
    const at = this.items.indexOf(item, this.count(text(item, this.sortKey), false));
    this.items.splice(at, 1);
  }

  public part({ between, sign, border = "", ScanIndexForward = true, Limit = Infinity }: Part): Item[] {
    let begin = 0;
    let end = this.items.length;
    if (between !== undefined) [begin, end] = [this.count(between[0], false), this.count(between[1], true)];
    else if (sign?.startsWith("<")) end = this.count(border, sign === "<=");
    else if (sign !== undefined) begin = this.count(border, sign === ">");
    if (ScanIndexForward) return this.items.slice(begin, Math.min(end, begin + Limit));
    return this.items.slice(Math.max(begin, end - Limit), end).reverse();
  }

  /** Number of items that come before a value, or before and with it. */
  private count(value: string, isWithIt: boolean): number {
    let [low, high] = [0, this.items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = text(this.items[middle], this.sortKey);
      if (at < value || (isWithIt && at === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
