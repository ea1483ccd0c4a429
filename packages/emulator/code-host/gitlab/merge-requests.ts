import { baseOf, headsOf, markMerged } from "../change-requests";
import type { Call, Operation } from "../family";
import { writeCommitOfTree } from "../git/commits";
import { differences, mergedTree, patchOf } from "../git/comparing";
import { type ApiAnswer, textOf } from "../http/call";
import { type ChangeRequest, now, type RepositoryRecord } from "../state";
import { callerOf, LEVELS, projectOf } from "./access";
import { approvalsLeft } from "./approvals";
import { pushed } from "./committing";
import { page } from "./lists";
import { mergeRequestView } from "./merge-request-views";
import { mayPush } from "./protection";
import { notFound, refusal, required } from "./refusals";

const PATH = "/projects/{id}/merge_requests";
const ONE = `${PATH}/{iid}`;

/** Merge requests between branches of one project. */
export const MERGE_REQUESTS: readonly Operation[] = [
  { id: "merge-requests/list", method: "GET", path: PATH, handle: list },
  { id: "merge-requests/create", method: "POST", path: PATH, handle: create },
  { id: "merge-requests/get", method: "GET", path: ONE, handle: get },
  { id: "merge-requests/update", method: "PUT", path: ONE, handle: update },
  { id: "merge-requests/diffs", method: "GET", path: `${ONE}/diffs`, handle: diffs },
  { id: "merge-requests/merge", method: "PUT", path: `${ONE}/merge`, handle: merge },
];

const STATES: Readonly<Record<string, ChangeRequest["state"]>> = { opened: "open", closed: "closed", merged: "merged" };

async function list(call: Call): Promise<ApiAnswer> {
  const { query } = call;
  const record = projectOf(call);
  const [state, source, target] = [query.get("state") ?? "all", query.get("source_branch"), query.get("target_branch")];
  const changes = record.changes
    .filter((one) => state === "all" || one.state === STATES[state])
    .filter((one) => (source === null || one.source === source) && (target === null || one.target === target))
    .reverse();
  if (query.get("sort") === "asc") changes.reverse();
  return page(call, await Promise.all(changes.map((one) => mergeRequestView(call, record, one))));
}

async function create(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const record = projectOf(call, LEVELS.developer);
  const [title, source, target] = required(body, "title", "source_branch", "target_branch");
  const repository = host.gitOf(record);
  const [sourceSha, targetSha] = [await repository.branchHead(source), await repository.branchHead(target)];
  if (sourceSha === undefined || targetSha === undefined)
    throw refusal(400, sourceSha === undefined ? ["source_branch does not exist"] : ["target_branch does not exist"]);
  if (source === target) throw refusal(400, ["You can't use same project/branch for source and target"]);
  const open = record.changes.find((one) => one.state === "open" && one.source === source && one.target === target);
  if (open !== undefined)
    throw refusal(409, [`Another open merge request already exists for this source branch: !${open.number}`]);
  const change: ChangeRequest = {
    id: host.nextId(),
    number: record.changes.length + 1,
    title,
    body: body.description === undefined ? null : textOf(body.description),
    source,
    target,
    state: "open",
    draft: /^draft:/i.test(title),
    author: callerOf(call).login,
    labels: labelsOf(body.labels),
    reviewers: loginsOf(call, body.reviewer_ids),
    assignees: loginsOf(call, body.assignee_ids ?? (body.assignee_id === undefined ? [] : [body.assignee_id])),
    approvals: [],
    sourceSha,
    targetSha,
    removeSourceBranch: body.remove_source_branch === true,
    createdAt: now(),
    updatedAt: now(),
  };
  record.changes.push(change);
  host.changed();
  return { status: 201, body: await mergeRequestView(call, record, change) };
}

const labelsOf = (labels: unknown): string[] =>
  Array.isArray(labels)
    ? labels.map(textOf)
    : textOf(labels)
        .split(",")
        .map((label) => label.trim())
        .filter(Boolean);

function loginsOf({ host }: Call, ids: unknown): string[] {
  const list = Array.isArray(ids) ? ids : [];
  return host.state.users.filter(({ id }) => list.map(Number).includes(id)).map(({ login }) => login);
}

function found(call: Call, level?: number): { record: RepositoryRecord; change: ChangeRequest } {
  const record = projectOf(call, level);
  const change = record.changes.find(({ number }) => String(number) === call.labels.iid);
  if (change === undefined) throw notFound();
  return { record, change };
}

async function get(call: Call): Promise<ApiAnswer> {
  const { record, change } = found(call);
  return { status: 200, body: await mergeRequestView(call, record, change) };
}

async function update(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const { record, change } = found(call, LEVELS.developer);
  if (body.title !== undefined) change.title = textOf(body.title);
  if (body.description !== undefined) change.body = textOf(body.description);
  if (body.target_branch !== undefined) change.target = textOf(body.target_branch);
  if (body.labels !== undefined) change.labels = labelsOf(body.labels);
  if (body.reviewer_ids !== undefined) change.reviewers = loginsOf(call, body.reviewer_ids);
  if (body.assignee_ids !== undefined) change.assignees = loginsOf(call, body.assignee_ids);
  if (body.state_event === "close" && change.state === "open")
    Object.assign(change, await headsOf(host, record, change), { state: "closed", closedAt: now() });
  if (body.state_event === "reopen" && change.state === "closed")
    Object.assign(change, { state: "open", closedAt: undefined });
  change.updatedAt = now();
  host.changed();
  return { status: 200, body: await mergeRequestView(call, record, change) };
}

async function diffs(call: Call): Promise<ApiAnswer> {
  const { host } = call;
  const { record, change } = found(call);
  const repository = host.gitOf(record);
  const { sourceSha } = await headsOf(host, record, change);
  const base = await baseOf(host, record, change);
  const views = (await differences(repository, base, sourceSha)).map(async ({ path, status }) => ({
    old_path: path,
    new_path: path,
    a_mode: status === "added" ? "0" : "100644",
    b_mode: status === "removed" ? "0" : "100644",
    diff: await patchOf(repository, base, sourceSha, path),
    new_file: status === "added",
    renamed_file: false,
    deleted_file: status === "removed",
    generated_file: false,
  }));
  return page(call, await Promise.all(views));
}

function merge(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const { record, change } = found(call, LEVELS.developer);
  return host.exclusively(record.id, async () => {
    const { login } = callerOf(call);
    const repository = host.gitOf(record);
    const { sourceSha, targetSha } = await headsOf(host, record, change);
    if (!mayPush(host, record, callerOf(call), change.target, "merge")) throw refusal(401, "401 Unauthorized");
    const tree = await mergedTree(repository, targetSha, sourceSha);
    const isBlocked = change.state !== "open" || change.draft || approvalsLeft(call, record, change, sourceSha) > 0;
    if (isBlocked) throw refusal(405, "405 Method Not Allowed");
    if (tree === undefined) throw refusal(422, "Branch cannot be merged");
    if (body.sha !== undefined && body.sha !== sourceSha)
      throw refusal(409, "SHA does not match HEAD of source branch");
    const user = host.user(login);
    const signature = { name: user?.name ?? login, email: user?.email ?? `${login}@example.com` };
    const message =
      textOf(body.merge_commit_message) || `Merge branch '${change.source}' into '${change.target}'\n\n${change.title}`;
    const sha = await writeCommitOfTree(repository, { message, author: signature, committer: signature }, tree, [
      targetSha,
      sourceSha,
    ]);
    if (!(await repository.moveRef(`refs/heads/${change.target}`, targetSha, sha)))
      throw refusal(409, "The target branch has changed");
    if (change.removeSourceBranch === true || body.should_remove_source_branch === true)
      await repository.moveRef(`refs/heads/${change.source}`, sourceSha, undefined);
    markMerged(change, { sourceSha, targetSha }, { commit: sha, login });
    await pushed(host, record);
    return { status: 200, body: await mergeRequestView(call, record, change) };
  });
}
