type Tree = Record<string, unknown>;

/**
 * Reads a form of the query protocol: `Tags.member.1.Key=a` and EC2's `TagSpecification.1.Tag.1.Key=a` are lists of
 * structures.
 */
export function readForm(form: string | URLSearchParams): Tree {
  const root: Tree = {};
  for (const [name, value] of new URLSearchParams(form)) place(root, name.split("."), value);
  return listed(root) as Tree;
}

function place(root: Tree, path: readonly string[], value: string): void {
  let at = root;
  for (const step of path.slice(0, -1)) {
    const next = at[step];
    at = typeof next === "object" ? (next as Tree) : (at[step] = Object.create(null) as Tree);
  }
  at[path[path.length - 1]] = value;
}

/** Structures whose members are all numbers are lists, and `member` stands between a list's name and its numbers. */
function listed(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && (entries[0][0] === "member" || entries[0][0] === "entry")) return listed(entries[0][1]);
  if (entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => listed(item));
  return Object.fromEntries(entries.map(([name, item]) => [name, listed(item)]));
}
