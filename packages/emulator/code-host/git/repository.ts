import { mkdirSync } from "node:fs";
import { git, type GitOutcome, type GitRun, tryGit } from "./command";

/** Id that a reference has where it is to be made. */
export const NO_OBJECT = "0".repeat(40);
/** References of the host's own, which nobody is shown. */
export const OWN_REFS = "refs/smus/";

/** Entry of a tree. */
export interface TreeEntry {
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly sha: string;
  /** Bytes; absent for what is no file. */
  readonly size?: number;
  readonly path: string;
}

/** Reference and the object that it names. */
export interface GitRef {
  readonly ref: string;
  readonly sha: string;
  readonly type: string;
}

/** A bare repository on disk, by the plumbing of git. Ids that callers give are checked by them. */
export class BareRepository {
  constructor(
    readonly directory: string,
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Makes it; nothing happens where it is there. */
  async create(defaultBranch: string): Promise<void> {
    mkdirSync(this.directory, { recursive: true });
    await this.git(["init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, this.directory]);
    await this.git(["config", "transfer.hideRefs", OWN_REFS]);
    await this.git(["config", "http.receivepack", "true"]);
  }

  git(args: readonly string[], run: GitRun = {}): Promise<Buffer> {
    return git(this.directory, args, { environment: this.environment, ...run });
  }

  tryGit(args: readonly string[], run: GitRun = {}): Promise<GitOutcome> {
    return tryGit(this.directory, args, { environment: this.environment, ...run });
  }

  /** Commit of a branch, a tag or an id; undefined where there is none. */
  async commitOf(revision: string): Promise<string | undefined> {
    return this.resolve(`${revision}^{commit}`);
  }

  /** Commit of a branch, and of nothing else that has this name. */
  async branchHead(branch: string): Promise<string | undefined> {
    return this.resolve(`refs/heads/${branch}^{commit}`);
  }

  /** Object of a revision; undefined where there is none. */
  async resolve(revision: string): Promise<string | undefined> {
    const { code, stdout } = await this.tryGit(["rev-parse", "--quiet", "--verify", "--end-of-options", revision]);
    return code === 0 ? stdout.toString("utf8").trim() : undefined;
  }

  /** Kind of an object; undefined where there is none. */
  async typeOf(sha: string): Promise<string | undefined> {
    const { code, stdout } = await this.tryGit(["cat-file", "-t", sha]);
    return code === 0 ? stdout.toString("utf8").trim() : undefined;
  }

  async isEmpty(): Promise<boolean> {
    return (await this.refs("refs/heads/")).length === 0;
  }

  /** References below a prefix, or the one of this name. */
  async refs(prefix: string): Promise<GitRef[]> {
    const format = "--format=%(refname) %(objectname) %(objecttype)";
    const lines = (await this.git(["for-each-ref", format, prefix])).toString("utf8").split("\n");
    return lines.filter(Boolean).map((line) => {
      const [ref, sha, type] = line.split(" ");
      return { ref, sha, type };
    });
  }

  /**
   * Moves a reference, if it still is where the caller saw it.
   *
   * @param from id that it has, or {@link NO_OBJECT} where it is to be made
   * @param to id that it gets; undefined removes it
   * @returns false where somebody else has moved it
   */
  async moveRef(ref: string, from: string, to: string | undefined): Promise<boolean> {
    const args = to === undefined ? ["update-ref", "-d", ref, from] : ["update-ref", ref, to, from];
    return (await this.tryGit(args)).code === 0;
  }

  /** Entries of a tree or commit; with `recursive` those of all folders below, too. */
  async tree(treeish: string, { recursive = false, path = "" } = {}): Promise<TreeEntry[]> {
    const target = path === "" ? treeish : `${treeish}:${path}`;
    const args = ["ls-tree", "-z", "-l", ...(recursive ? ["-r", "-t"] : []), target];
    const { code, stdout } = await this.tryGit(args);
    if (code !== 0) return [];
    return stdout.toString("utf8").split("\0").filter(Boolean).map(treeEntry);
  }

  /** Entry at a path; undefined where there is none. */
  async entry(treeish: string, path: string): Promise<TreeEntry | undefined> {
    const { code, stdout } = await this.tryGit(["--literal-pathspecs", "ls-tree", "-z", "-l", treeish, "--", path]);
    const [line] = code === 0 ? stdout.toString("utf8").split("\0") : [];
    return line === undefined || line === "" ? undefined : treeEntry(line);
  }

  /** Content of a file by its id. */
  async blob(sha: string): Promise<Buffer> {
    return this.git(["cat-file", "blob", sha]);
  }

  /** Stores a file, and answers its id. */
  async writeBlob(content: Buffer): Promise<string> {
    return (await this.git(["hash-object", "-w", "--stdin"], { input: content })).toString("utf8").trim();
  }

  /** Tells whether a commit is an ancestor of another, or the same. */
  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    return (await this.tryGit(["merge-base", "--is-ancestor", ancestor, descendant])).code === 0;
  }
}

function treeEntry(line: string): TreeEntry {
  const [, mode, type, sha, size, path] = /^(\d+) (\w+) ([0-9a-f]+) +(-|\d+)\t([^]*)$/.exec(line) ?? [];
  const entry = { mode, type: type as TreeEntry["type"], sha, path };
  return size === "-" ? entry : { ...entry, size: Number(size) };
}
