import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** Directory, in the output directory, in which stacks are written until all of them are there. */
const UNFINISHED = ".unfinished";

/**
 * Has the stacks of a stage written elsewhere, and moves them into the output directory when all of them could be: an error
 * leaves the directory as it was, with the stacks of the last synthesis that succeeded.
 *
 * What Terraform keeps beside the stacks (`.terraform`, lock files, plans) stays.
 *
 * @param write - writes into `<directory>/stacks/<stack id>/`
 */
export function writeWhole<T>(outdir: string, write: (directory: string) => T): T {
  const unfinished = join(outdir, UNFINISHED);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    const result = write(unfinished);
    const [from, to] = [join(unfinished, "stacks"), join(outdir, "stacks")];
    // Before the first is moved: what stands in the way of one stops all.
    if (existsSync(from)) for (const stack of readdirSync(from)) refuseFile(join(to, stack));
    move(from, to, 2);
    return result;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** @throws Error when something other than a directory has the name of a stack's directory */
function refuseFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory()) throw new Error(`${path} is a file where a directory has to be`);
}

/**
 * Moves what a directory holds; files and directories of the same name are replaced.
 *
 * @param levels - of directories that are kept where they are and filled: of the stacks, and of their assets. What lies below
 * is the versions of one asset, of which older ones go.
 */
function move(from: string, to: string, levels: number): void {
  if (!existsSync(from)) return;
  if (!existsSync(to)) {
    // Whole: making a thousand directories again and emptying the first ones takes as long as writing the stacks.
    renameSync(from, to);
    return;
  }
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && levels > 0) {
      move(source, target, levels - 1);
      continue;
    }
    if (entry.isDirectory()) rmSync(target, { recursive: true, force: true });
    renameSync(source, target);
  }
}
