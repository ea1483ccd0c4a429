import { baseOf, headsOf } from "../change-requests";
import type { Call } from "../family";
import { commitsBetween, differences } from "../git/comparing";
import type { ChangeRequest, RepositoryRecord } from "../state";
import { nodeId, repositoryApi, repositoryPage } from "./addresses";
import { fullRepository, simpleUser } from "./views";

/** Pull request, as lists contain it. */
export async function simplePullView(
  call: Call,
  record: RepositoryRecord,
  change: ChangeRequest,
): Promise<Record<string, unknown>> {
  const { host, caller } = call;
  const { sourceSha, targetSha } = await headsOf(host, record, change);
  const end = (ref: string, sha: string) => ({
    label: `${record.owner}:${ref}`,
    ref,
    sha,
    user: simpleUser(host, record.owner),
    repo: fullRepository(host, record, caller),
  });
  const addresses = addressesOf(call, record, change.number, sourceSha);
  return {
    ...addresses,
    id: change.id,
    node_id: nodeId("PullRequest", change.id),
    number: change.number,
    state: change.state === "open" ? "open" : "closed",
    locked: false,
    title: change.title,
    body: change.body,
    user: simpleUser(host, change.author),
    labels: [],
    milestone: null,
    assignee: null,
    assignees: [],
    requested_reviewers: change.reviewers.map((login) => simpleUser(host, login)),
    requested_teams: [],
    created_at: change.createdAt,
    updated_at: change.updatedAt,
    closed_at: change.closedAt ?? null,
    merged_at: change.state === "merged" ? (change.closedAt ?? null) : null,
    merge_commit_sha: change.mergeCommit ?? null,
    head: end(change.source, sourceSha),
    base: end(change.target, targetSha),
    author_association: "MEMBER",
    auto_merge: null,
    draft: change.draft,
    _links: linksOf(addresses),
  };
}

function addressesOf({ host }: Call, record: RepositoryRecord, number: number, head: string): Record<string, string> {
  const api = repositoryApi(host, record);
  const [self, issue] = [`${api}/pulls/${number}`, `${api}/issues/${number}`];
  const html = `${repositoryPage(host, record)}/pull/${number}`;
  return {
    url: self,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${self}/commits`,
    review_comments_url: `${self}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: `${api}/statuses/${head}`,
  };
}

function linksOf(addresses: Readonly<Record<string, string>>): Record<string, { href: string }> {
  const named = {
    self: addresses.url,
    html: addresses.html_url,
    issue: addresses.issue_url,
    comments: addresses.comments_url,
    review_comments: addresses.review_comments_url,
    review_comment: addresses.review_comment_url,
    commits: addresses.commits_url,
    statuses: addresses.statuses_url,
  };
  return Object.fromEntries(Object.entries(named).map(([name, href]) => [name, { href }]));
}

/** Pull request with everything that GitHub tells of it. */
export async function pullView(
  call: Call,
  record: RepositoryRecord,
  change: ChangeRequest,
): Promise<Record<string, unknown>> {
  const { host } = call;
  const repository = host.gitOf(record);
  const { sourceSha } = await headsOf(host, record, change);
  const base = await baseOf(host, record, change);
  const files = await differences(repository, base, sourceSha);
  const isOpen = change.state === "open";
  return {
    ...(await simplePullView(call, record, change)),
    merged: change.state === "merged",
    merged_by: change.mergedBy === undefined ? null : simpleUser(host, change.mergedBy),
    // GitHub finds it out in the background, and answers null until then.
    mergeable: isOpen ? null : false,
    rebaseable: null,
    mergeable_state: "unknown",
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: await commitsBetween(repository, base, sourceSha),
    additions: files.reduce((sum, { additions }) => sum + additions, 0),
    deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
    changed_files: files.length,
  };
}
