import { createHash } from "node:crypto";
import type { Call, Operation } from "../family";
import { type FileChange, history } from "../git/commits";
import { type ApiAnswer, textOf } from "../http/call";
import type { RepositoryRecord } from "../state";
import { LEVELS, projectOf } from "./access";
import { commitChanges } from "./committing";
import { notFound, refusal, required } from "./refusals";
import { cleanPath } from "./repository";

const FILE = "/projects/{id}/repository/files/{path}";

/** Single files of a project. */
export const FILES: readonly Operation[] = [
  { id: "files/get", method: "GET", path: FILE, handle: get },
  { id: "files/raw", method: "GET", path: `${FILE}/raw`, handle: raw },
  { id: "files/create", method: "POST", path: FILE, handle: (call) => write(call, "create") },
  { id: "files/update", method: "PUT", path: FILE, handle: (call) => write(call, "update") },
  { id: "files/delete", method: "DELETE", path: FILE, handle: (call) => write(call, "delete") },
  { id: "blobs/raw", method: "GET", path: "/projects/{id}/repository/blobs/{sha}/raw", handle: rawBlob },
];

async function found(call: Call) {
  const { host, labels, query } = call;
  const record = projectOf(call);
  const repository = host.gitOf(record);
  const ref = query.get("ref") ?? record.defaultBranch;
  const commit = await repository.commitOf(ref === "HEAD" ? record.defaultBranch : ref);
  if (commit === undefined) throw notFound("Commit");
  const entry = await repository.entry(commit, labels.path);
  if (entry?.type !== "blob") throw notFound("File");
  return { record, repository, ref, commit, entry, content: await repository.blob(entry.sha) };
}

async function get(call: Call): Promise<ApiAnswer> {
  const { repository, ref, commit, entry, content } = await found(call);
  const { path } = call.labels;
  const [last] = await history(repository, commit, { limit: 1, path });
  const body = {
    file_name: path.slice(path.lastIndexOf("/") + 1),
    file_path: path,
    size: content.length,
    encoding: "base64",
    content_sha256: createHash("sha256").update(content).digest("hex"),
    ref,
    blob_id: entry.sha,
    commit_id: commit,
    last_commit_id: last.sha,
    execute_filemode: entry.mode === "100755",
    content: content.toString("base64"),
  };
  return { status: 200, body };
}

async function raw(call: Call): Promise<ApiAnswer> {
  return { status: 200, body: (await found(call)).content };
}

async function rawBlob(call: Call): Promise<ApiAnswer> {
  const { host, labels } = call;
  const repository = host.gitOf(projectOf(call));
  if (!/^[0-9a-f]{40}$/.test(labels.sha) || (await repository.typeOf(labels.sha)) !== "blob") throw notFound("Blob");
  return { status: 200, body: await repository.blob(labels.sha) };
}

type Kind = "create" | "update" | "delete";

function write(call: Call, kind: Kind): Promise<ApiAnswer> {
  const { host, labels } = call;
  const body: Record<string, unknown> = { ...Object.fromEntries(call.query), ...call.body };
  const record = projectOf(call, LEVELS.developer);
  const [branch, message] = required(body, "branch", "commit_message");
  const path = cleanPath(labels.path);
  return host.exclusively(record.id, async () => {
    const start =
      body.start_branch === undefined ? undefined : await host.gitOf(record).commitOf(textOf(body.start_branch));
    const change = await changeOf(call, record, { kind, path, base: start ?? branch, body });
    const author = {
      authorName: body.author_name as string | undefined,
      authorEmail: body.author_email as string | undefined,
    };
    await commitChanges(call, record, {
      branch,
      message,
      changes: [change],
      ...author,
      ...(start === undefined ? {} : { start }),
    });
    if (kind === "delete") return { status: 204 };
    return { status: kind === "create" ? 201 : 200, body: { file_path: path, branch } };
  });
}

async function changeOf(
  { host }: Call,
  record: RepositoryRecord,
  {
    kind,
    path,
    base,
    body,
  }: { readonly kind: Kind; readonly path: string; readonly base: string; readonly body: Record<string, unknown> },
): Promise<FileChange> {
  const repository = host.gitOf(record);
  const commit = await repository.commitOf(base);
  const entry = commit === undefined ? undefined : await repository.entry(commit, path);
  if (kind === "create" && entry !== undefined) throw refusal(400, "A file with this name already exists");
  if (kind !== "create" && entry === undefined) throw refusal(400, "A file with this name doesn't exist");
  if (kind === "delete") return { path, remove: true };
  const mode =
    body.execute_filemode === undefined
      ? (entry?.mode ?? "100644")
      : body.execute_filemode === true
        ? "100755"
        : "100644";
  return { path, mode, content: Buffer.from(textOf(body.content), body.encoding === "base64" ? "base64" : "utf8") };
}
