import { randomUUID } from "node:crypto";
import { NO_OBJECT, OWN_REFS, type BareRepository } from "./repository";

/** Person of a commit. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601. @default - now */
  readonly date?: string;
}

/** Change of one path of a tree. */
export type FileChange =
  | { readonly path: string; readonly mode: string; readonly content: Buffer }
  | { readonly path: string; readonly mode: string; readonly sha: string }
  | { readonly path: string; readonly remove: true };

/** Commit to be made. */
export interface NewCommit {
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
  /** Commit before it; undefined for the first of a repository. */
  readonly parent: string | undefined;
  readonly changes: readonly FileChange[];
}

/** Commit as git keeps it. */
export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Required<Signature>;
  readonly committer: Required<Signature>;
  readonly message: string;
}

/** Stores a commit with the changes to its parent's tree, and answers its id. No reference moves. */
export async function writeCommit(repository: BareRepository, commit: NewCommit): Promise<string> {
  const { parent, changes, author, committer, message } = commit;
  return imported(repository, [
    `author ${person(author)}\ncommitter ${person(committer)}\n`,
    data(Buffer.from(message)),
    parent === undefined ? "" : `from ${parent}\n`,
    ...changes.flatMap(line),
  ]);
}

/** Stores a tree with changes to a base, and answers its id. */
export async function writeTree(
  repository: BareRepository,
  base: string | undefined,
  changes: readonly FileChange[],
): Promise<string> {
  const commit = await imported(repository, [
    "committer tree <tree> 0 +0000\n",
    data(Buffer.from("tree")),
    base === undefined ? "" : `M 040000 ${base} \n`,
    ...changes.flatMap(line),
  ]);
  return (await repository.git(["rev-parse", `${commit}^{tree}`])).toString("utf8").trim();
}

/** Stores a commit of a tree that is there, and answers its id. */
export async function writeCommitOfTree(
  repository: BareRepository,
  { message, author, committer }: Pick<NewCommit, "message" | "author" | "committer">,
  tree: string,
  parents: readonly string[],
): Promise<string> {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${person(author)}`,
    `committer ${person(committer)}`,
  ];
  const input = `${lines.join("\n")}\n\n${message}`;
  return (await repository.git(["hash-object", "-t", "commit", "-w", "--stdin"], { input })).toString("utf8").trim();
}

/** Commits of a revision, the newest first. */
export async function history(
  repository: BareRepository,
  revision: string,
  { limit = 100, path }: { readonly limit?: number; readonly path?: string } = {},
): Promise<Commit[]> {
  const fields = ["%H", "%T", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%B"].join("%x01");
  const paths = path === undefined ? [] : ["--", path];
  const text = await repository.git(["log", "-z", `--max-count=${limit}`, `--format=${fields}`, revision, ...paths]);
  return text.toString("utf8").split("\0").filter(Boolean).map(parse);
}

/** Commit by its id. */
export async function readCommit(repository: BareRepository, sha: string): Promise<Commit> {
  const [commit] = await history(repository, sha, { limit: 1 });
  return commit;
}

/** Runs the commit through `fast-import`, on a reference that is gone afterwards: no branch moves before its caller says so. */
async function imported(repository: BareRepository, parts: readonly (string | Buffer)[]): Promise<string> {
  const ref = `${OWN_REFS}${randomUUID()}`;
  const input = [`feature done\ncommit ${ref}\n`, ...parts, "\ndone\n"].map((part) => Buffer.from(part as string));
  await repository.git(["fast-import", "--quiet", "--done"], { input: Buffer.concat(input) });
  const sha = (await repository.git(["rev-parse", ref])).toString("utf8").trim();
  await repository.git(["update-ref", "-d", ref, sha]);
  return sha;
}

function line(change: FileChange): (string | Buffer)[] {
  const path = quoted(change.path);
  if ("remove" in change) return [`D ${path}\n`];
  if ("sha" in change) return [`M ${change.mode} ${change.sha} ${path}\n`];
  return [`M ${change.mode} inline ${path}\n`, data(change.content)];
}

const quoted = (path: string): string => `"${path.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n")}"`;

const data = (content: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`data ${content.length}\n`), content, Buffer.from("\n")]);

/** A name without what git does not take in one. */
const plain = (text: string): string => text.replace(/[<>\n\0]/g, "");

function person({ name, email, date }: Signature): string {
  const seconds = Math.floor((date === undefined ? Date.now() : Date.parse(date)) / 1000);
  return `${plain(name)} <${plain(email)}> ${seconds} +0000`;
}

function parse(text: string): Commit {
  const [sha, tree, parents, name, email, date, committerName, committerEmail, committed, message] = text.split("\x01");
  return {
    sha,
    tree,
    parents: parents.split(" ").filter(Boolean),
    author: { name, email, date },
    committer: { name: committerName, email: committerEmail, date: committed },
    message: message.replace(/\n$/, ""),
  };
}

/** Commits on a branch, if nobody else has in the meantime. @returns undefined where somebody has */
export async function commitOnto(
  repository: BareRepository,
  branch: string,
  commit: NewCommit,
  expected: string | undefined = commit.parent,
): Promise<string | undefined> {
  const sha = await writeCommit(repository, commit);
  return (await repository.moveRef(`refs/heads/${branch}`, expected ?? NO_OBJECT, sha)) ? sha : undefined;
}
