import type { Call, Operation } from "../family";
import { history, readCommit } from "../git/commits";
import type { ApiAnswer } from "../http/call";
import type { RepositoryRecord } from "../state";
import { repositoryOf } from "./access";
import { repositoryApi, repositoryPage } from "./addresses";
import { protectionView, storedProtection } from "./branch-protection";
import { commitView } from "./commit-views";
import { page } from "./lists";
import { emptyRepository, notFound, refusal } from "./refusals";

const BRANCHES_PATH = "/repos/{owner}/{repo}/branches";
const PROTECTION = `${BRANCHES_PATH}/{branch}/protection`;
const COMMITS = "/repos/{owner}/{repo}/commits";

/** Branches with their protection, and lists of commits. */
export const BRANCHES: readonly Operation[] = [
  { id: "repos/list-branches", method: "GET", path: BRANCHES_PATH, handle: listBranches },
  { id: "repos/get-branch", method: "GET", path: `${BRANCHES_PATH}/{branch}`, handle: getBranch },
  { id: "repos/get-branch-protection", method: "GET", path: PROTECTION, handle: getProtection },
  { id: "repos/update-branch-protection", method: "PUT", path: PROTECTION, handle: putProtection },
  { id: "repos/delete-branch-protection", method: "DELETE", path: PROTECTION, handle: deleteProtection },
  { id: "repos/list-commits", method: "GET", path: COMMITS, handle: listCommits },
  { id: "repos/get-commit", method: "GET", path: `${COMMITS}/{ref*}`, handle: getCommit },
];

async function listBranches(call: Call): Promise<ApiAnswer> {
  const { host, query } = call;
  const record = repositoryOf(call, "contents", "read");
  const only = query.get("protected");
  const branches = (await host.gitOf(record).refs("refs/heads/")).map(({ ref, sha }) => {
    const name = ref.replace("refs/heads/", "");
    const url = `${repositoryApi(host, record)}/commits/${sha}`;
    return { name, commit: { sha, url }, protected: Object.hasOwn(record.protections, name) };
  });
  return page(
    call,
    branches.filter((branch) => only === null || branch.protected === (only === "true")),
  );
}

async function branchOf(call: Call, record: RepositoryRecord): Promise<string> {
  const head = await call.host.gitOf(record).branchHead(call.labels.branch);
  if (head === undefined) throw notFound(call.host, "Branch not found");
  return head;
}

async function getBranch(call: Call): Promise<ApiAnswer> {
  const { host, labels } = call;
  const record = repositoryOf(call, "contents", "read");
  const head = await branchOf(call, record);
  const self = `${repositoryApi(host, record)}/branches/${labels.branch}`;
  const isProtected = Object.hasOwn(record.protections, labels.branch);
  const body = {
    name: labels.branch,
    commit: commitView(host, record, await readCommit(host.gitOf(record), head)),
    _links: { self, html: `${repositoryPage(host, record)}/tree/${labels.branch}` },
    protected: isProtected,
    protection: { enabled: isProtected },
    protection_url: `${self}/protection`,
  };
  return { status: 200, body };
}

async function getProtection(call: Call): Promise<ApiAnswer> {
  const { host, labels } = call;
  const record = repositoryOf(call, "administration", "read");
  await branchOf(call, record);
  const stored = record.protections[labels.branch];
  if (stored === undefined) throw notFound(host, "Branch not protected");
  return { status: 200, body: protectionView(host, record, labels.branch) };
}

async function putProtection(call: Call): Promise<ApiAnswer> {
  const { host, labels, body } = call;
  const record = repositoryOf(call, "administration", "write");
  await branchOf(call, record);
  if (/[*?[]/.test(labels.branch)) throw refusal(host, 422, "Validation Failed");
  record.protections[labels.branch] = storedProtection(host, record, body);
  host.changed();
  return { status: 200, body: protectionView(host, record, labels.branch) };
}

async function deleteProtection(call: Call): Promise<ApiAnswer> {
  const { host, labels } = call;
  const record = repositoryOf(call, "administration", "write");
  await branchOf(call, record);
  if (record.protections[labels.branch] === undefined) throw notFound(host, "Branch not protected");
  delete record.protections[labels.branch];
  host.changed();
  return { status: 204 };
}

async function listCommits(call: Call): Promise<ApiAnswer> {
  const { host, query } = call;
  const record = repositoryOf(call, "contents", "read");
  const repository = host.gitOf(record);
  if (await repository.isEmpty()) throw emptyRepository(host);
  const head = await repository.commitOf(query.get("sha") ?? record.defaultBranch);
  if (head === undefined) throw notFound(host);
  const commits = await history(repository, head, { limit: 1000, path: query.get("path") ?? undefined });
  return page(call, commits, (some) => some.map((commit) => commitView(host, record, commit)));
}

async function getCommit(call: Call): Promise<ApiAnswer> {
  const { host, labels } = call;
  const record = repositoryOf(call, "contents", "read");
  const repository = host.gitOf(record);
  if (await repository.isEmpty()) throw emptyRepository(host);
  const sha = await repository.commitOf(labels.ref);
  if (sha === undefined) throw refusal(host, 422, `No commit found for SHA: ${labels.ref}`);
  return { status: 200, body: commitView(host, record, await readCommit(repository, sha)) };
}
