import { layerRank, type StackAddress } from "../../contracts/layers";

/** Direction of a run through the layers. */
export type Direction = "apply" | "destroy";

/**
 * Groups stacks into waves: one per layer that occurs, in the order of layers (reversed for a destroy).
 * Stacks of one wave never depend on each other.
 */
export function toWaves<T extends { readonly address: StackAddress }>(
  stacks: readonly T[],
  direction: Direction,
): T[][] {
  const byRank = new Map<number, T[]>();
  for (const stack of stacks) {
    const rank = layerRank(stack.address.layer);
    byRank.set(rank, [...(byRank.get(rank) ?? []), stack]);
  }
  const sign = direction === "apply" ? 1 : -1;
  return [...byRank.entries()]
    .sort(([a], [b]) => sign * (a - b))
    .map(([, wave]) => wave.toSorted((a, b) => compare(a.address.account, b.address.account)));
}

/** Of several stages the same account may occur: those stay in their order. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
