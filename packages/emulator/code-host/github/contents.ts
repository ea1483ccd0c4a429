import type { Call, Operation } from "../family";
import { commitOnto, type FileChange, readCommit } from "../git/commits";
import type { BareRepository, TreeEntry } from "../git/repository";
import { type ApiAnswer, textOf } from "../http/call";
import { now, type RepositoryRecord } from "../state";
import { callerOf, repositoryOf, requireWorkflows } from "./access";
import { repositoryApi, repositoryPage } from "./addresses";
import { fileCommit } from "./commit-views";
import { closedBy } from "./protection";
import { notFound, refusal } from "./refusals";
import { givenSignature } from "./signatures";

const PATH = "/repos/{owner}/{repo}/contents/{path*}";

/** Files of a repository: reading, and one commit for each change of one file. */
export const CONTENTS: readonly Operation[] = [
  { id: "repos/get-content", method: "GET", path: PATH, handle: getContent },
  { id: "repos/get-content", method: "GET", path: "/repos/{owner}/{repo}/contents", handle: getContent },
  { id: "repos/create-or-update-file-contents", method: "PUT", path: PATH, handle: putFile },
  { id: "repos/delete-file", method: "DELETE", path: PATH, handle: deleteFile },
];

async function getContent(call: Call): Promise<ApiAnswer> {
  const { host, labels, query } = call;
  const record = repositoryOf(call, "contents", "read");
  const repository = host.gitOf(record);
  if (await repository.isEmpty()) throw notFound(host, "This repository is empty.");
  const ref = query.get("ref") ?? record.defaultBranch;
  const commit = await repository.commitOf(ref);
  if (commit === undefined) throw notFound(host, `No commit found for the ref ${ref}`);
  const path = (labels.path ?? "").replace(/^\/+|\/+$/g, "");
  const entry = path === "" ? undefined : await repository.entry(commit, path);
  if (path !== "" && entry === undefined) throw notFound(host);
  if (entry === undefined || entry.type === "tree") {
    const entries = await repository.tree(commit, { path });
    const body = entries.map((one) =>
      entryView(call, record, ref, path === "" ? one : { ...one, path: `${path}/${one.path}` }),
    );
    return { status: 200, body };
  }
  const content = await repository.blob(entry.sha);
  if (/[.+](raw)\b/.test(call.headers.accept ?? "")) return { status: 200, body: content };
  const view = entryView(call, record, ref, { ...entry, path });
  return { status: 200, body: { ...view, content: wrapped(content), encoding: "base64" } };
}

/** Base64 in lines of 60 characters, as GitHub writes it. */
const wrapped = (content: Buffer): string => content.toString("base64").replace(/(.{1,60})/g, "$1\n");

const TYPES: Readonly<Record<TreeEntry["type"], string>> = { blob: "file", tree: "dir", commit: "submodule" };

function entryView({ host }: Call, record: RepositoryRecord, ref: string, entry: TreeEntry): Record<string, unknown> {
  const { path, sha, size = 0, type } = entry;
  const url = `${repositoryApi(host, record)}/contents/${path}?ref=${ref}`;
  const git = `${repositoryApi(host, record)}/git/${type === "tree" ? "trees" : "blobs"}/${sha}`;
  const html = `${repositoryPage(host, record)}/${type}/${ref}/${path}`;
  return {
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    sha,
    size,
    url,
    html_url: html,
    git_url: git,
    download_url: type === "blob" ? `${repositoryPage(host, record)}/raw/${ref}/${path}` : null,
    type: TYPES[type],
    _links: { self: url, git, html },
  };
}

/** Branch of a request, and what lies there. */
interface Place {
  readonly record: RepositoryRecord;
  readonly repository: BareRepository;
  readonly branch: string;
  readonly head: string | undefined;
  readonly path: string;
  readonly present: TreeEntry | undefined;
}

async function placeOf(call: Call, record: RepositoryRecord, branchName: unknown): Promise<Place> {
  const { host, labels } = call;
  const repository = host.gitOf(record);
  const branch = typeof branchName === "string" ? branchName : record.defaultBranch;
  const head = await repository.branchHead(branch);
  // The first file of an empty repository makes its default branch, and no other.
  const isFirst = head === undefined && branch === record.defaultBranch && (await repository.isEmpty());
  if (head === undefined && !isFirst) throw notFound(host, `Branch ${branch} not found`);
  const path = labels.path.replace(/^\/+/, "");
  const isBad = path.split("/").some((part) => part === "" || part === "." || part === ".." || part === ".git");
  if (isBad) throw refusal(host, 422, "path contains a malformed path component");
  requireWorkflows(host, callerOf(call), [path]);
  const closed = closedBy(host, record, callerOf(call), branch);
  if (closed !== undefined) throw refusal(host, 409, `Repository rule violations found\n\n${closed}`);
  return {
    record,
    repository,
    branch,
    head,
    path,
    present: head === undefined ? undefined : await repository.entry(head, path),
  };
}

async function commit(call: Call, place: Place, change: FileChange): Promise<ApiAnswer> {
  const { host, caller, body } = call;
  const { repository, branch, head, record, path } = place;
  const committer = givenSignature(host, caller, body.committer);
  const author = body.author === undefined ? committer : givenSignature(host, caller, body.author);
  const message = textOf(body.message);
  const made = await commitOnto(repository, branch, { message, author, committer, parent: head, changes: [change] });
  // A push by git can come in between.
  if (made === undefined) throw refusal(host, 409, `is at ${await repository.branchHead(branch)} but expected ${head}`);
  record.pushedAt = now();
  host.changed();
  const entry = await repository.entry(made, path);
  const content = entry === undefined ? null : entryView(call, record, branch, { ...entry, path });
  const status = place.present === undefined ? 201 : 200;
  return { status, body: { content, commit: fileCommit(host, record, await readCommit(repository, made)) } };
}

function putFile(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const record = repositoryOf(call, "contents", "write");
  return host.exclusively(record.id, async () => {
    const place = await placeOf(call, record, body.branch);
    const { present, path } = place;
    if (present?.type === "tree") throw refusal(host, 422, `${path} is a directory`);
    if (present !== undefined && body.sha === undefined)
      throw refusal(host, 422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
    if (body.sha !== undefined && present?.sha !== body.sha)
      throw refusal(host, 409, `${path} does not match ${textOf(body.sha)}`);
    const content = textOf(body.content).replace(/\s/g, "");
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(content)) throw refusal(host, 422, "content is not valid Base64");
    return commit(call, place, { path, mode: present?.mode ?? "100644", content: Buffer.from(content, "base64") });
  });
}

function deleteFile(call: Call): Promise<ApiAnswer> {
  const { host, body, query } = call;
  const record = repositoryOf(call, "contents", "write");
  return host.exclusively(record.id, async () => {
    const place = await placeOf(call, record, body.branch ?? query.get("branch") ?? undefined);
    if (place.present === undefined) throw notFound(host);
    if (place.present.sha !== (body.sha ?? query.get("sha")))
      throw refusal(host, 409, `${place.path} does not match ${textOf(body.sha)}`);
    return commit(call, place, { path: place.path, remove: true });
  });
}
