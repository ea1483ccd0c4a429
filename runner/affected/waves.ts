import type { StackGraph } from "./graph";
import type { EmittedStack } from "./model";

/**
 * Wave of each stack, from 1: the first in which everything that it waits for among `stacks` is done, also where that is
 * reached through stacks that are not among them.
 */
export function waveNumbers(graph: StackGraph, stacks: readonly EmittedStack[]): Map<EmittedStack, number> {
  const counted = new Set(stacks);
  const heights = new Map<EmittedStack, number>();
  /** The highest wave that ends before or with this stack; 0 where nothing counts. */
  const height = (stack: EmittedStack): number => {
    const known = heights.get(stack);
    if (known !== undefined) return known;
    heights.set(stack, 0); // until decided: layers are ranked, so there are no cycles
    const before = graph.before(stack).reduce((highest, one) => Math.max(highest, height(one)), 0);
    const own = before + (counted.has(stack) ? 1 : 0);
    heights.set(stack, own);
    return own;
  };
  return new Map(stacks.map((stack) => [stack, height(stack)]));
}
