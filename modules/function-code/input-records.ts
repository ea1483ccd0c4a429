import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** One source file of a bundle, as it was when the bundle was made. */
export interface InputRecord {
  /** Relative to the repository root. */
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly hash: string;
}

/** Notes what the given files are like. */
export function recordInputs(root: string, paths: readonly string[]): InputRecord[] {
  return [...paths].sort().map((path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    return { path, size, modified: mtimeMs, hash: hashOf(join(root, path)) };
  });
}

/** Tells if every file is as it was: size and time decide, and its content if only the time differs (a fresh clone). */
export function isUnchanged(root: string, inputs: readonly InputRecord[]): boolean {
  return inputs.every(({ path, size, modified, hash }) => {
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    if (found === undefined || found.size !== size) return false;
    return found.mtimeMs === modified || hashOf(join(root, path)) === hash;
  });
}

function hashOf(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
