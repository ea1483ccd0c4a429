import type { SeedFile, SeedFiles } from "../model";
import { MARKER_FILE, fingerprint, type SeedMarker } from "../render/marker";

/**
 * Fate of one path in an upgrade.
 *
 * - `add`: the template has it newly, and nothing is in its place
 * - `replace`: nobody has changed it since it was seeded
 * - `remove`: the template no longer has it, and nobody has changed it
 * - `keep changed`: people have changed it, and so has the template: theirs stays
 * - `keep deleted`: people have deleted it, and the template has changed it: it stays away
 * - `keep obsolete`: people have changed it, and the template no longer has it: theirs stays
 * - `keep foreign`: the template has it newly, and people have a file of their own there: theirs stays
 */
export type UpgradeAction =
  | "add"
  | "replace"
  | "remove"
  | "keep changed"
  | "keep deleted"
  | "keep obsolete"
  | "keep foreign";

/** One path of an upgrade. Paths that nothing happens to are left out. */
export interface UpgradeChange {
  readonly path: string;
  readonly action: UpgradeAction;
}

/** An upgrade: what to write, what to remove, and what people have to look at. */
export interface UpgradePlan {
  readonly from: string;
  readonly to: string;
  /** Sorted by path. */
  readonly changes: readonly UpgradeChange[];
  /** Files to write, the new marker among them. Empty where the repository is at this version already. */
  readonly writes: SeedFiles;
  readonly removes: readonly string[];
}

/**
 * Compares what was seeded, what is to be and what people have, file by file. People's files are never overwritten: a file is
 * replaced or removed only while its text is the one that was seeded.
 *
 * @param seeded marker of the repository
 * @param next rendered files of the version to upgrade to, and their marker
 * @param current texts in the default branch by path; those of paths in neither marker are not needed
 */
export function planUpgrade(
  seeded: SeedMarker,
  next: { readonly marker: SeedMarker; readonly files: SeedFiles },
  current: ReadonlyMap<string, string>,
): UpgradePlan {
  const paths = [...new Set([...Object.keys(seeded.files), ...Object.keys(next.marker.files)])].sort();
  const changes = paths.flatMap((path) => {
    const action = actionOn(seeded.files[path], next.marker.files[path], printOf(current, path));
    return action === undefined ? [] : [{ path, action }];
  });
  const written = changes.filter(({ action }) => action === "add" || action === "replace").map(({ path }) => path);
  const removes = changes.filter(({ action }) => action === "remove").map(({ path }) => path);
  const marks = current.get(MARKER_FILE);
  const markerText = next.files.get(MARKER_FILE)?.text;
  const settled = marks !== undefined && markerText !== undefined && fingerprint(marks) === fingerprint(markerText);
  const wanted = settled ? written : [...written, MARKER_FILE];
  return { from: seeded.version, to: next.marker.version, changes, writes: pick(next.files, wanted), removes };
}

/** The decision on one path; each argument is a fingerprint, or undefined where there is no such file. */
export function actionOn(
  seeded: string | undefined,
  next: string | undefined,
  current: string | undefined,
): UpgradeAction | undefined {
  if (current === next || seeded === next) return undefined;
  if (seeded === undefined) return current === undefined ? "add" : "keep foreign";
  if (current === seeded) return next === undefined ? "remove" : "replace";
  if (next === undefined) return "keep obsolete";
  return current === undefined ? "keep deleted" : "keep changed";
}

function printOf(current: ReadonlyMap<string, string>, path: string): string | undefined {
  const text = current.get(path);
  return text === undefined ? undefined : fingerprint(text);
}

function pick(files: SeedFiles, paths: readonly string[]): Map<string, SeedFile> {
  return new Map([...files].filter(([path]) => paths.includes(path)));
}
