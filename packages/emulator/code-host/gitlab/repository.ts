import type { Call, Operation } from "../family";
import { type FileChange, history, readCommit } from "../git/commits";
import type { BareRepository } from "../git/repository";
import type { ApiAnswer } from "../http/call";
import type { RepositoryRecord } from "../state";
import { LEVELS, projectOf } from "./access";
import { commitChanges } from "./committing";
import { page } from "./lists";
import { badParameter, notFound, refusal, required } from "./refusals";
import { commitView } from "./views";

const BASE = "/projects/{id}/repository";

/** Commits and trees. Single files are in `files.ts`. */
export const REPOSITORY: readonly Operation[] = [
  { id: "commits/create", method: "POST", path: `${BASE}/commits`, handle: createCommit },
  { id: "commits/list", method: "GET", path: `${BASE}/commits`, handle: listCommits },
  { id: "commits/get", method: "GET", path: `${BASE}/commits/{sha}`, handle: getCommit },
  { id: "repositories/tree", method: "GET", path: `${BASE}/tree`, handle: listTree },
];

interface Action {
  readonly action?: string;
  readonly file_path?: string;
  readonly previous_path?: string;
  readonly content?: string;
  readonly encoding?: string;
  readonly last_commit_id?: string;
  readonly execute_filemode?: boolean;
}

function createCommit(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const record = projectOf(call, LEVELS.developer);
  const [branch, message] = required(body, "branch", "commit_message");
  const actions = body.actions as readonly Action[] | undefined;
  if (!Array.isArray(actions)) throw badParameter("actions is missing");
  return host.exclusively(record.id, async () => {
    const repository = host.gitOf(record);
    const given = (body.start_branch ?? body.start_sha) as string | undefined;
    // A branch begins from itself: that is a plain commit.
    const startName = given === branch ? undefined : given;
    const start = startName === undefined ? undefined : await repository.commitOf(startName);
    if (startName !== undefined && start === undefined) throw refusal(400, `Cannot find start branch '${startName}'`);
    const base = start ?? (await repository.branchHead(branch));
    const commit = await commitChanges(call, record, {
      branch,
      message,
      changes: await changesOf(repository, base, actions),
      authorName: body.author_name as string | undefined,
      authorEmail: body.author_email as string | undefined,
      ...(start === undefined ? {} : { start }),
      force: body.force === true,
    });
    return { status: 201, body: commitView(host, record, commit) };
  });
}

/** Changes of all actions; each sees what those before it have done. */
async function changesOf(
  repository: BareRepository,
  base: string | undefined,
  actions: readonly Action[],
): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  const touched = new Map<string, boolean>();
  for (const action of actions) {
    const path = cleanPath(action.file_path);
    const isThere = async (where: string): Promise<boolean> =>
      touched.get(where) ?? (base !== undefined && (await repository.entry(base, where)) !== undefined);
    const there = await isThere(path);
    if (action.action === "create" && there) throw refusal(400, "A file with this name already exists");
    if (["update", "delete", "chmod"].includes(action.action ?? "") && !there)
      throw refusal(400, "A file with this name doesn't exist");
    await refuseStale(repository, base, path, action);
    const previous = action.previous_path === undefined ? undefined : cleanPath(action.previous_path);
    if (action.action === "move" && (previous === undefined || !(await isThere(previous))))
      throw refusal(400, "A file with this name doesn't exist");
    changes.push(...(await changesOfAction(repository, base, { ...action, file_path: path, previous_path: previous })));
    touched.set(path, action.action !== "delete");
    if (action.action === "move" && previous !== undefined) touched.set(previous, false);
  }
  return changes;
}

async function changesOfAction(
  repository: BareRepository,
  base: string | undefined,
  action: Action,
): Promise<FileChange[]> {
  const { file_path: path = "", previous_path: previous, content, encoding } = action;
  const before = base === undefined ? undefined : await repository.entry(base, previous ?? path);
  const mode =
    action.execute_filemode === undefined ? (before?.mode ?? "100644") : action.execute_filemode ? "100755" : "100644";
  const given = (): FileChange => ({
    path,
    mode,
    content: Buffer.from(content ?? "", encoding === "base64" ? "base64" : "utf8"),
  });
  switch (action.action) {
    case "create":
    case "update":
      return [given()];
    case "delete":
      return [{ path, remove: true }];
    case "chmod":
      return before === undefined ? [] : [{ path, mode, sha: before.sha }];
    case "move": {
      const moved = content !== undefined || before === undefined ? given() : { path, mode, sha: before.sha };
      return [{ path: previous ?? path, remove: true }, moved];
    }
    default:
      throw badParameter("actions[0][action] does not have a valid value");
  }
}

/** Refuses a change of a file that somebody else has changed since. @throws HostError */
async function refuseStale(
  repository: BareRepository,
  base: string | undefined,
  path: string,
  { last_commit_id: last }: Action,
): Promise<void> {
  if (last === undefined || base === undefined) return;
  const [latest] = await history(repository, base, { limit: 1, path });
  if (latest !== undefined && latest.sha !== last)
    throw refusal(400, "You are attempting to update a file that has changed since you started editing it.");
}

/** Path within a project. @throws HostError where it leads out of it */
export function cleanPath(path: string | undefined): string {
  const clean = (path ?? "").replace(/^\/+/, "");
  if (clean === "") throw badParameter("actions[0][file_path] is missing");
  if (clean.split("/").some((part) => part === "" || part === "." || part === ".." || part === ".git"))
    throw refusal(400, "Path cannot include directory traversal");
  return clean;
}

async function listCommits(call: Call): Promise<ApiAnswer> {
  const { host, query } = call;
  const record = projectOf(call);
  const repository = host.gitOf(record);
  const commit = await repository.commitOf(query.get("ref_name") ?? record.defaultBranch);
  if (commit === undefined) {
    if (query.get("ref_name") === null) return page(call, []);
    throw notFound("Ref");
  }
  const commits = await history(repository, commit, { limit: 1000, path: query.get("path") ?? undefined });
  return page(
    call,
    commits.map((one) => commitView(host, record, one)),
  );
}

async function getCommit(call: Call): Promise<ApiAnswer> {
  const { host, labels } = call;
  const record = projectOf(call);
  const repository = host.gitOf(record);
  const sha = await repository.commitOf(labels.sha);
  if (sha === undefined) throw notFound("Commit");
  return { status: 200, body: commitView(host, record, await readCommit(repository, sha)) };
}

async function listTree(call: Call): Promise<ApiAnswer> {
  const { host, query } = call;
  const record: RepositoryRecord = projectOf(call);
  const repository = host.gitOf(record);
  const commit = await repository.commitOf(query.get("ref") ?? record.defaultBranch);
  const path = (query.get("path") ?? "").replace(/^\/+|\/+$/g, "");
  const folder = commit === undefined || path === "" ? undefined : await repository.entry(commit, path);
  if (commit === undefined || (path !== "" && folder?.type !== "tree")) throw notFound("Tree");
  const entries = await repository.tree(commit, { recursive: query.get("recursive") === "true", path });
  return page(
    call,
    entries.map(({ sha, type, mode, path: below }) => ({
      id: sha,
      name: below.slice(below.lastIndexOf("/") + 1),
      type,
      path: path === "" ? below : `${path}/${below}`,
      mode,
    })),
  );
}
