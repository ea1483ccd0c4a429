/** Top-level folders, and which others each may import. */
export const ARROWS: Readonly<Record<string, readonly string[]>>;
/** Folders that nothing imports, and that may import everything. */
export const TOPS: readonly string[];
