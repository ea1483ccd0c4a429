import { execFile } from "node:child_process";
import { mkdirSync, realpathSync } from "node:fs";
import { promisify } from "node:util";
import { RunnerError } from "../errors";

/** A place within a git repository. */
export interface Repository {
  /** Top of its working tree, absolute, links resolved. */
  readonly top: string;
  /** Variables that git runs with. */
  readonly environment: NodeJS.ProcessEnv;
}

/** The repository whose working tree holds `directory`; undefined where there is none. */
export async function repositoryOf(directory: string, environment: NodeJS.ProcessEnv): Promise<Repository | undefined> {
  try {
    const top = await git(directory, environment, ["rev-parse", "--show-toplevel"]);
    return { top: realpathSync(top), environment };
  } catch (error) {
    if (/not a git repository|cannot change to|must be run in a work tree/i.test(String(error))) return undefined;
    throw error;
  }
}

/**
 * The commit that a ref names.
 *
 * @throws RunnerError with what to do, for CI fetches one commit only unless told otherwise
 */
export async function commitOf({ top, environment }: Repository, ref: string): Promise<string> {
  try {
    return await git(top, environment, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  } catch (error) {
    throw new RunnerError(
      `git knows no commit "${ref}" in ${top}; fetch it first (in CI: the whole history, fetch-depth 0 or GIT_DEPTH 0)`,
      undefined,
      { cause: error },
    );
  }
}

/** Tells whether everything of `commit` is in the history of what is checked out. */
export async function isAncestor({ top, environment }: Repository, commit: string): Promise<boolean> {
  try {
    await git(top, environment, ["merge-base", "--is-ancestor", commit, "HEAD"]);
    return true;
  } catch {
    return false;
  }
}

/** Writes the files of a commit into a directory, past the repository's index and without a registered worktree. */
export async function exportCommit({ top, environment }: Repository, commit: string, directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const index = { GIT_INDEX_FILE: `${directory}.index` };
  await git(top, environment, ["read-tree", commit], index);
  await git(top, environment, ["checkout-index", "--all", "--force", `--prefix=${directory}/`], index);
}

/** Runs git in a directory. @throws RunnerError with what git said */
async function git(
  directory: string,
  environment: NodeJS.ProcessEnv,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Promise<string> {
  // In a hook these name the repository that is being committed to, wherever git is told to work.
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...inherited } = environment;
  const env = { ...inherited, ...variables };
  try {
    const { stdout } = await promisify(execFile)("git", ["-C", directory, ...args], { env, maxBuffer: 1 << 26 });
    return stdout.trim();
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === "ENOENT") throw new RunnerError("git was not found; --base needs it", undefined, { cause: error });
    throw new RunnerError(`git ${args[0]} failed: ${stderr?.trim() ?? String(error)}`, undefined, { cause: error });
  }
}
