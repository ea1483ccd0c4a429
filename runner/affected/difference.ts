import type { BlockChange } from "./model";

/** A block that is not the same on both sides. */
export interface BlockDifference {
  readonly address: string;
  readonly change: BlockChange;
}

/** Compares the blocks of two versions of a stack; by address. */
export function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): BlockDifference[] {
  const found: BlockDifference[] = [];
  for (const [address, text] of after) {
    const earlier = before.get(address);
    if (earlier === undefined) found.push({ address, change: "added" });
    else if (earlier !== text) found.push({ address, change: "changed" });
  }
  for (const address of before.keys()) if (!after.has(address)) found.push({ address, change: "removed" });
  return found.sort((a, b) => (a.address < b.address ? -1 : 1));
}
