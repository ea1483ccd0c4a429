import { createHash } from "node:crypto";

export interface MemoryFile {
  readonly text: string;
  readonly mode: string;
}
export type Files = ReadonlyMap<string, MemoryFile>;

export interface MemoryCommit {
  readonly sha: string;
  readonly message: string;
  readonly parents: readonly string[];
  readonly tree: string;
}

export interface MemoryRequest {
  readonly number: number;
  readonly branch: string;
  readonly base: string;
  state: "open" | "closed" | "merged";
  title: string;
  description: string;
}

export const idOf = (...parts: readonly unknown[]): string =>
  createHash("sha1").update(JSON.stringify(parts)).digest("hex");

/** Git as far as a code host's API shows it: trees, commits and branches, and merge requests beside them. */
export class MemoryRepository {
  readonly trees = new Map<string, Files>();
  readonly blobs = new Map<string, string>();
  readonly commits = new Map<string, MemoryCommit>();
  readonly branches = new Map<string, string>();
  readonly requests: MemoryRequest[] = [];
  defaultBranch: string;
  archived = false;
  public = false;
  deletesBranches = true;
  /** Files that people have written to the default branch, with their text; undefined for one that they deleted. */
  readonly peoples = new Map<string, string | undefined>();

  constructor(
    readonly name: string,
    defaultBranch = "main",
  ) {
    this.defaultBranch = defaultBranch;
  }

  get isEmpty(): boolean {
    return this.branches.size === 0;
  }

  tree(files: Files): string {
    const sorted = new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
    const sha = idOf("tree", [...sorted]);
    this.trees.set(sha, sorted);
    for (const { text } of sorted.values()) this.blobs.set(idOf("blob", text), text);
    return sha;
  }

  commit(message: string, tree: string, parents: readonly string[]): MemoryCommit {
    const sha = idOf("commit", message, tree, parents, this.commits.size);
    const made = { sha, message, parents, tree };
    this.commits.set(sha, made);
    return made;
  }

  files(reference: string): Files | undefined {
    const commit = this.commits.get(this.branches.get(reference) ?? reference);
    return commit && this.trees.get(commit.tree);
  }

  isAncestor(ancestor: string, of: string): boolean {
    const seen = new Set<string>();
    const next = [of];
    for (let sha = next.pop(); sha !== undefined; sha = next.pop()) {
      if (sha === ancestor) return true;
      if (seen.has(sha)) continue;
      seen.add(sha);
      next.push(...(this.commits.get(sha)?.parents ?? []));
    }
    return false;
  }

  /** Moves a branch on behalf of a program, and looks that nothing of people's is lost on the default branch. */
  move(branch: string, sha: string): void {
    this.branches.set(branch, sha);
    if (branch !== this.defaultBranch) return;
    for (const [path, text] of this.peoples)
      if (this.files(branch)?.get(path)?.text !== text) throw new Error(`people's file ${path} was written over`);
  }

  /** Commit of a person. */
  push(branch: string, changes: Readonly<Record<string, string | undefined>>): void {
    const head = this.branches.get(branch);
    const files = new Map(head === undefined ? [] : this.files(head));
    for (const [path, text] of Object.entries(changes)) {
      if (text === undefined) files.delete(path);
      else files.set(path, { text, mode: files.get(path)?.mode ?? "100644" });
      if (branch === this.defaultBranch) this.peoples.set(path, text);
    }
    const parents = head === undefined ? [] : [head];
    this.branches.set(branch, this.commit("By hand", this.tree(files), parents).sha);
  }

  openRequest(): MemoryRequest | undefined {
    return this.requests.find(({ state }) => state === "open");
  }

  /** Merge by a person, of three sides as git does it; a conflict is left open. */
  merge(request: MemoryRequest): void {
    const head = this.branches.get(request.branch);
    const base = this.branches.get(request.base);
    if (head === undefined || base === undefined) return;
    const [common, ours, theirs] = [this.commonOf(base, head), base, head].map(
      (sha): Files => this.files(sha) ?? new Map(),
    );
    const merged = new Map<string, MemoryFile>();
    for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
      const [was, our, their] = [common, ours, theirs].map((files) => files.get(path)?.text);
      if (our !== was && their !== was && our !== their) return;
      const kept = (their === was ? ours : theirs).get(path);
      if (kept !== undefined) merged.set(path, kept);
    }
    this.branches.set(request.base, this.commit(`Merge ${request.title}`, this.tree(merged), [base, head]).sha);
    request.state = "merged";
    if (this.deletesBranches) this.branches.delete(request.branch);
  }

  /** Last commit of a branch's own line that another has, too. */
  private commonOf(base: string, head: string): string {
    let sha = base;
    while (!this.isAncestor(sha, head)) sha = this.commits.get(sha)?.parents[0] ?? head;
    return sha;
  }
}
