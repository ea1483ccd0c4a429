import type { Stage } from "../model";

/** The name, among those in `overrides`, that covers an item: the item's own, or that of something it is part of. */
export function overrideOf(item: string, overrides: Readonly<Record<string, string>>): string | undefined {
  return Object.keys(overrides).find((name) => covers(name, item));
}

/** Tells whether a name stands for an item: it is the item, or a part of the configuration that holds it. */
export function covers(name: string, item: string): boolean {
  return item === name || item.startsWith(`${name}.`);
}

/**
 * Tells whether an item of the target is compared with the source. A pool that the source does not have is a binding of
 * another kind, so by nature; everything else is content.
 */
export function isCompared(item: string, source: Stage): boolean {
  const [section, key] = item.split(".");
  return section !== "pools" || key in source.pools;
}
