import type { Call, Operation } from "../family";
import { type FileChange, readCommit, writeCommitOfTree, writeTree } from "../git/commits";
import type { BareRepository } from "../git/repository";
import { type ApiAnswer, textOf } from "../http/call";
import type { RepositoryRecord } from "../state";
import { callerOf, repositoryOf, requireWorkflows } from "./access";
import { nodeId, repositoryApi } from "./addresses";
import { gitCommit } from "./commit-views";
import { emptyRepository, notFound, refusal } from "./refusals";
import { givenSignature } from "./signatures";

const GIT = "/repos/{owner}/{repo}/git";

/** Objects of Git. References are in `references.ts`. */
export const GIT_DATA: readonly Operation[] = [
  { id: "git/create-blob", method: "POST", path: `${GIT}/blobs`, handle: createBlob },
  { id: "git/get-blob", method: "GET", path: `${GIT}/blobs/{file_sha}`, handle: getBlob },
  { id: "git/create-tree", method: "POST", path: `${GIT}/trees`, handle: createTree },
  { id: "git/get-tree", method: "GET", path: `${GIT}/trees/{tree_sha*}`, handle: getTree },
  { id: "git/create-commit", method: "POST", path: `${GIT}/commits`, handle: createCommit },
  { id: "git/get-commit", method: "GET", path: `${GIT}/commits/{commit_sha}`, handle: getCommit },
];

/** Repository of a call with its Git repository. @throws HostError where it has no commit yet */
export async function filledRepository(call: Call, level: "read" | "write") {
  const record = repositoryOf(call, "contents", level);
  const repository = call.host.gitOf(record);
  if (await repository.isEmpty()) throw emptyRepository(call.host);
  return { record, repository };
}

async function createBlob(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const { record, repository } = await filledRepository(call, "write");
  const encoding = body.encoding === "base64" ? "base64" : "utf8";
  const sha = await repository.writeBlob(Buffer.from(String(body.content), encoding));
  return { status: 201, body: { sha, url: `${repositoryApi(host, record)}/git/blobs/${sha}` } };
}

async function getBlob(call: Call): Promise<ApiAnswer> {
  const { host, labels } = call;
  const { record, repository } = await filledRepository(call, "read");
  const sha = labels.file_sha;
  if (!isId(sha) || (await repository.typeOf(sha)) !== "blob") throw notFound(host);
  const content = await repository.blob(sha);
  const body = {
    sha,
    node_id: nodeId("Blob", sha),
    size: content.length,
    url: `${repositoryApi(host, record)}/git/blobs/${sha}`,
    content: content.toString("base64").replace(/(.{1,60})/g, "$1\n"),
    encoding: "base64",
  };
  return { status: 200, body };
}

/** Tells whether a text is the id of an object, and nothing else that git would take for one. */
export const isId = (text: unknown): text is string => typeof text === "string" && /^[0-9a-f]{40}$/.test(text);

interface GivenEntry {
  readonly path?: string;
  readonly mode?: string;
  readonly type?: string;
  readonly sha?: string | null;
  readonly content?: string;
}

async function createTree(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const { record, repository } = await filledRepository(call, "write");
  const entries = body.tree as readonly GivenEntry[];
  const base = body.base_tree === undefined ? undefined : await repository.resolve(`${textOf(body.base_tree)}^{tree}`);
  if (body.base_tree !== undefined && base === undefined) throw notFound(host);
  requireWorkflows(
    host,
    callerOf(call),
    entries.map(({ path = "" }) => path),
  );
  const changes = await Promise.all(entries.map((entry) => changeOf(call, repository, entry)));
  const sha = await writeTree(repository, base, changes);
  return { status: 201, body: await treeView(call, record, repository, sha, false) };
}

async function changeOf({ host }: Call, repository: BareRepository, entry: GivenEntry): Promise<FileChange> {
  const { path = "", mode = "100644", sha, content } = entry;
  if (path === "" || path.startsWith("/") || path.split("/").some((part) => ["", ".", "..", ".git"].includes(part)))
    throw refusal(host, 422, "tree.path contains a malformed path component");
  if (sha === null) return { path, remove: true };
  if (content !== undefined && sha === undefined) return { path, mode, content: Buffer.from(content) };
  if (!isId(sha) || content !== undefined)
    throw refusal(host, 422, "Must supply either tree.sha or tree.content, and not both");
  if (mode !== "160000" && (await repository.typeOf(sha)) === undefined)
    throw refusal(host, 422, `tree.sha ${sha} is not a valid blob`);
  return { path, mode, sha };
}

async function getTree(call: Call): Promise<ApiAnswer> {
  const { host, labels, query } = call;
  const { record, repository } = await filledRepository(call, "read");
  const sha = await repository.resolve(`${labels.tree_sha}^{tree}`);
  if (sha === undefined) throw notFound(host);
  // Any value asks for it, and `false` does, too: that is documented.
  return { status: 200, body: await treeView(call, record, repository, sha, query.has("recursive")) };
}

async function treeView(
  { host }: Call,
  record: RepositoryRecord,
  repository: BareRepository,
  sha: string,
  recursive: boolean,
): Promise<Record<string, unknown>> {
  const api = `${repositoryApi(host, record)}/git`;
  const entries = await repository.tree(sha, { recursive });
  const tree = entries.map((entry) => ({
    ...entry,
    ...(entry.type === "commit" ? {} : { url: `${api}/${entry.type}s/${entry.sha}` }),
  }));
  return { sha, url: `${api}/trees/${sha}`, tree, truncated: false };
}

async function createCommit(call: Call): Promise<ApiAnswer> {
  const { host, body, caller } = call;
  const { record, repository } = await filledRepository(call, "write");
  const tree = String(body.tree);
  const parents = ((body.parents as string[] | undefined) ?? []).map(String);
  if (!isId(tree) || (await repository.typeOf(tree)) !== "tree") throw refusal(host, 422, "Tree SHA does not exist");
  for (const parent of parents)
    if (!isId(parent) || (await repository.typeOf(parent)) !== "commit")
      throw refusal(host, 422, "Parent SHA does not exist or is not a commit object");
  const author = givenSignature(host, caller, body.author);
  const committer = body.committer === undefined ? author : givenSignature(host, caller, body.committer);
  const sha = await writeCommitOfTree(repository, { message: String(body.message), author, committer }, tree, parents);
  return { status: 201, body: gitCommit(host, record, await readCommit(repository, sha)) };
}

async function getCommit(call: Call): Promise<ApiAnswer> {
  const { host, labels } = call;
  const { record, repository } = await filledRepository(call, "read");
  if (!isId(labels.commit_sha) || (await repository.typeOf(labels.commit_sha)) !== "commit") throw notFound(host);
  return { status: 200, body: gitCommit(host, record, await readCommit(repository, labels.commit_sha)) };
}
