import type { BareRepository } from "./repository";

/** Change of one file between two commits. */
export interface FileDifference {
  readonly path: string;
  readonly status: "added" | "removed" | "modified";
  readonly additions: number;
  readonly deletions: number;
}

/** Commit from which two others come; undefined where there is none. */
export async function mergeBase(repository: BareRepository, one: string, other: string): Promise<string | undefined> {
  const { code, stdout } = await repository.tryGit(["merge-base", one, other]);
  return code === 0 ? stdout.toString("utf8").trim() : undefined;
}

/** Number of commits that `to` has and `from` has not. */
export async function commitsBetween(repository: BareRepository, from: string, to: string): Promise<number> {
  return Number((await repository.git(["rev-list", "--count", `${from}..${to}`])).toString("utf8"));
}

/** Files that differ between two commits. A file that was moved is removed and added. */
export async function differences(repository: BareRepository, from: string, to: string): Promise<FileDifference[]> {
  const run = async (format: string): Promise<string[]> =>
    (await repository.git(["diff", "--no-renames", "-z", format, from, to]))
      .toString("utf8")
      .split("\0")
      .filter(Boolean);
  const statuses = await run("--name-status");
  const numbers = await run("--numstat");
  return numbers.map((line, index) => {
    const [additions, deletions, path] = line.split("\t");
    const letter = statuses[2 * index];
    return {
      path,
      status: letter === "A" ? "added" : letter === "D" ? "removed" : "modified",
      additions: Number(additions) || 0,
      deletions: Number(deletions) || 0,
    };
  });
}

/** Text of the differences of one file, as `diff` writes it from its first hunk. */
export async function patchOf(repository: BareRepository, from: string, to: string, path: string): Promise<string> {
  const text = (await repository.git(["diff", "--no-renames", from, to, "--", path])).toString("utf8");
  const start = text.indexOf("@@");
  return start < 0 ? "" : text.slice(start);
}

/** Tree of the merge of two commits; undefined where they contradict each other. */
export async function mergedTree(repository: BareRepository, into: string, from: string): Promise<string | undefined> {
  const { code, stdout } = await repository.tryGit(["merge-tree", "--write-tree", into, from]);
  return code === 0 ? stdout.toString("utf8").split("\n")[0] : undefined;
}
