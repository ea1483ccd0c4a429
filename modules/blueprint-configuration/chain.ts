/**
 * The element that must come before `items[index]` so that at most `width` of them run at the same time: the one
 * `width` places before it.
 *
 * Ordering does not show in plans: adding an element changes which one waits for which, and nothing else.
 *
 * @returns `undefined` for the first `width` elements
 */
export function chainPredecessor<T>(items: readonly T[], index: number, width: number): T | undefined {
  return items[index - width];
}
