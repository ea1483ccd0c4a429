import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ts from "typescript";

/** Imports between top-level folders: how many import lines of the first lead into the second. */
export type Arrows = ReadonlyMap<string, ReadonlyMap<string, number>>;

const LEFT_OUT = new Set(["__tests__", "node_modules", "cdktf.out", "coverage", "dist"]);

/**
 * Draws the arrows between the top-level folders of a checkout, from the relative imports of its TypeScript files.
 *
 * Tests are left out: they may import everything. A workspace of `packages/` counts as a folder of its own.
 */
export function drawArrows(root: string): Arrows {
  const arrows = new Map<string, Map<string, number>>();
  for (const file of sourcesBelow(root)) {
    const from = roomOf(root, file);
    for (const { fileName } of ts.preProcessFile(readFileSync(file, "utf8"), true, true).importedFiles) {
      if (!fileName.startsWith(".")) continue;
      const to = roomOf(root, resolve(dirname(file), fileName));
      if (to === from || to.endsWith(".json")) continue; // data in the root is no room
      const ofFrom = arrows.get(from) ?? new Map<string, number>();
      arrows.set(from, ofFrom.set(to, (ofFrom.get(to) ?? 0) + 1));
    }
  }
  return arrows;
}

/** Circles of folders that import each other, each written once; none where imports go one way. */
export function circlesOf(arrows: Arrows): string[] {
  const circles: string[] = [];
  const ended = new Set<string>();
  const visit = (room: string, path: readonly string[]): void => {
    if (path.includes(room)) return void circles.push([...path.slice(path.indexOf(room)), room].join(" -> "));
    if (ended.has(room)) return;
    for (const next of arrows.get(room)?.keys() ?? []) visit(next, [...path, room]);
    ended.add(room);
  };
  for (const room of arrows.keys()) visit(room, []);
  return circles;
}

function sourcesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || LEFT_OUT.has(entry.name)) return [];
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return sourcesBelow(path);
    return /\.ts$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

/** The top-level folder that holds a path, or the file itself where it lies in the root. */
function roomOf(root: string, path: string): string {
  const [top = "", second = ""] = relative(root, path).split(sep);
  if (top === "packages") return `${top}/${second}`;
  return top === "main" ? "main.ts" : top;
}

/** The arrows as lines: `runner -> configuration (6), contracts (20)`. */
export function formatArrows(arrows: Arrows): string {
  return [...arrows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, tos]) => {
      const targets = [...tos].sort(([a], [b]) => (a < b ? -1 : 1)).map(([to, count]) => `${to} (${count})`);
      return `${from} -> ${targets.join(", ")}`;
    })
    .join("\n");
}

if (require.main === module) console.log(formatArrows(drawArrows(resolve(process.argv[2] ?? "."))));
