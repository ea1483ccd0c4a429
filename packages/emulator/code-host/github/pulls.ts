import { baseOf, headsOf } from "../change-requests";
import type { Call, Operation } from "../family";
import { type ApiAnswer, textOf } from "../http/call";
import { type ChangeRequest, now, type RepositoryRecord } from "../state";
import { callerOf, may, repositoryOf } from "./access";
import { repositoryApi } from "./addresses";
import { page } from "./lists";
import { commitsBetween, differences, patchOf } from "../git/comparing";
import { mergePull } from "./merging";
import { pullView, simplePullView } from "./pull-views";
import { invalidField, notFound, refusal } from "./refusals";
import { simpleUser } from "./views";

const PATH = "/repos/{owner}/{repo}/pulls";
const ONE = `${PATH}/{pull_number}`;

/** Pull requests between branches of one repository. */
export const PULLS: readonly Operation[] = [
  { id: "pulls/list", method: "GET", path: PATH, handle: list },
  { id: "pulls/create", method: "POST", path: PATH, handle: create },
  { id: "pulls/get", method: "GET", path: ONE, handle: get },
  { id: "pulls/update", method: "PATCH", path: ONE, handle: update },
  { id: "pulls/list-files", method: "GET", path: `${ONE}/files`, handle: listFiles },
  { id: "pulls/request-reviewers", method: "POST", path: `${ONE}/requested_reviewers`, handle: requestReviewers },
  { id: "pulls/create-review", method: "POST", path: `${ONE}/reviews`, handle: review },
  { id: "pulls/merge", method: "PUT", path: `${ONE}/merge`, handle: merge },
];

async function list(call: Call): Promise<ApiAnswer> {
  const { query } = call;
  const record = repositoryOf(call, "pull_requests", "read");
  const state = query.get("state") ?? "open";
  const head = query.get("head")?.split(":").pop();
  const base = query.get("base");
  const key = query.get("sort") === "updated" ? "updatedAt" : "createdAt";
  const pulls = record.changes
    .filter((one) => state === "all" || (state === "open") === (one.state === "open"))
    .filter((one) => (head === undefined || one.source === head) && (base === null || one.target === base))
    .sort((a, b) => a[key].localeCompare(b[key]) || a.number - b.number);
  if ((query.get("direction") ?? (query.has("sort") ? "asc" : "desc")) === "desc") pulls.reverse();
  return page(call, await Promise.all(pulls.map((one) => simplePullView(call, record, one))));
}

const problem = (call: Call, code: string, more: { readonly field?: string; readonly message?: string }) =>
  invalidField(call.host, { resource: "PullRequest", code, ...more });

async function create(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const record = repositoryOf(call, "pull_requests", "write");
  const source = textOf(body.head).split(":").pop() ?? "";
  const target = textOf(body.base);
  const repository = host.gitOf(record);
  const [sourceSha, targetSha] = [await repository.branchHead(source), await repository.branchHead(target)];
  if (sourceSha === undefined) throw problem(call, "invalid", { field: "head" });
  if (targetSha === undefined) throw problem(call, "invalid", { field: "base" });
  const isOpen = record.changes.some((one) => one.state === "open" && one.source === source && one.target === target);
  if (isOpen)
    throw problem(call, "custom", { message: `A pull request already exists for ${record.owner}:${source}.` });
  if ((await commitsBetween(repository, targetSha, sourceSha)) === 0)
    throw problem(call, "custom", { message: `No commits between ${target} and ${source}` });
  if (textOf(body.title) === "") throw problem(call, "missing_field", { field: "title" });
  const change: ChangeRequest = {
    id: host.nextId(),
    number: record.changes.length + 1,
    title: textOf(body.title),
    body: (body.body as string | null | undefined) ?? null,
    source,
    target,
    state: "open",
    draft: body.draft === true,
    author: callerOf(call).login,
    labels: [],
    reviewers: [],
    assignees: [],
    approvals: [],
    sourceSha,
    targetSha,
    createdAt: now(),
    updatedAt: now(),
  };
  record.changes.push(change);
  host.changed();
  return { status: 201, body: await pullView(call, record, change) };
}

function changeOf({ host, labels }: Call, record: RepositoryRecord): ChangeRequest {
  const found = record.changes.find(({ number }) => String(number) === labels.pull_number);
  if (found === undefined) throw notFound(host);
  return found;
}

async function get(call: Call): Promise<ApiAnswer> {
  const record = repositoryOf(call, "pull_requests", "read");
  return { status: 200, body: await pullView(call, record, changeOf(call, record)) };
}

async function update(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const record = repositoryOf(call, "pull_requests", "write");
  const change = changeOf(call, record);
  if (body.state !== undefined && change.state === "merged") throw problem(call, "invalid", { field: "state" });
  if (body.state === "open" && (await host.gitOf(record).branchHead(change.source)) === undefined)
    throw problem(call, "custom", {
      message: `state cannot be changed. The ${change.source} branch has been deleted.`,
    });
  if (body.title !== undefined) change.title = textOf(body.title);
  if (body.body !== undefined) change.body = body.body as string | null;
  if (body.base !== undefined) change.target = textOf(body.base);
  if (body.state !== undefined) {
    Object.assign(change, await headsOf(host, record, change));
    change.state = body.state as "open" | "closed";
    change.closedAt = change.state === "closed" ? now() : undefined;
  }
  change.updatedAt = now();
  host.changed();
  return { status: 200, body: await pullView(call, record, change) };
}

async function listFiles(call: Call): Promise<ApiAnswer> {
  const { host } = call;
  const record = repositoryOf(call, "pull_requests", "read");
  const repository = host.gitOf(record);
  const { sourceSha } = await headsOf(host, record, changeOf(call, record));
  const base = await baseOf(host, record, changeOf(call, record));
  const files = await differences(repository, base, sourceSha);
  const views = files.map(async ({ path, status, additions, deletions }) => ({
    sha: (await repository.entry(status === "removed" ? base : sourceSha, path))?.sha ?? null,
    filename: path,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${host.url}/${record.owner}/${record.name}/blob/${sourceSha}/${path}`,
    raw_url: `${host.url}/${record.owner}/${record.name}/raw/${sourceSha}/${path}`,
    contents_url: `${repositoryApi(host, record)}/contents/${path}?ref=${sourceSha}`,
    patch: await patchOf(repository, base, sourceSha, path),
  }));
  return page(call, await Promise.all(views));
}

async function requestReviewers(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const record = repositoryOf(call, "pull_requests", "write");
  const change = changeOf(call, record);
  const reviewers = (body.reviewers as string[] | undefined) ?? [];
  const wrong = reviewers.filter((login) => host.user(login) === undefined || login === change.author);
  if (wrong.length > 0)
    throw refusal(
      host,
      422,
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${record.owner}/${record.name} repository.`,
    );
  change.reviewers = [...new Set([...change.reviewers, ...reviewers])];
  host.changed();
  return { status: 201, body: await simplePullView(call, record, change) };
}

async function review(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const record = repositoryOf(call, "pull_requests", "write");
  const change = changeOf(call, record);
  const { login } = callerOf(call);
  if (body.event !== "APPROVE")
    throw refusal(
      host,
      501,
      `the code host does not implement pulls/create-review with ${textOf(body.event) || "no event"}`,
    );
  if (login === change.author) throw refusal(host, 422, "Can not approve your own pull request");
  const { sourceSha } = await headsOf(host, record, change);
  change.approvals.push({ login, sha: sourceSha });
  host.changed();
  const pull = `${repositoryApi(host, record)}/pulls/${change.number}`;
  const html = `${host.url}/${record.owner}/${record.name}/pull/${change.number}#pullrequestreview-1`;
  const view = {
    id: host.nextId(),
    node_id: "",
    user: simpleUser(host, login),
    body: textOf(body.body),
    state: "APPROVED",
    html_url: html,
    pull_request_url: pull,
    _links: { html: { href: html }, pull_request: { href: pull } },
    submitted_at: now(),
    commit_id: sourceSha,
    author_association: "MEMBER",
  };
  return { status: 200, body: view };
}

function merge(call: Call): Promise<ApiAnswer> {
  const { host, caller } = call;
  const record = repositoryOf(call, "pull_requests", "read");
  if (!may(host, record, caller, "contents", "write"))
    throw refusal(host, 403, "Resource not accessible by integration");
  return host.exclusively(record.id, () => mergePull(call, record, changeOf(call, record)));
}
