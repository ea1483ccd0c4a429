import { headsOf } from "../change-requests";
import type { Call } from "../family";
import type { ChangeRequest, RepositoryRecord } from "../state";
import { userView } from "./views";

/** Members that are the same for every merge request here. */
const UNKNOWN = {
  merge_when_pipeline_succeeds: false,
  // GitLab finds it out in the background, and says so until then.
  merge_status: "checking",
  detailed_merge_status: "checking",
  user_notes_count: 0,
  upvotes: 0,
  downvotes: 0,
  should_remove_source_branch: null,
  squash: false,
  has_conflicts: false,
  blocking_discussions_resolved: true,
  discussion_locked: null,
  approvals_before_merge: null,
  time_stats: { time_estimate: 0, total_time_spent: 0, human_time_estimate: null, human_total_time_spent: null },
  task_completion_status: { count: 0, completed_count: 0 },
} as const;

/** Merge request. */
export async function mergeRequestView(
  { host }: Call,
  record: RepositoryRecord,
  change: ChangeRequest,
): Promise<Record<string, unknown>> {
  const { sourceSha, targetSha } = await headsOf(host, record, change);
  const path = `${record.owner}/${record.name}`;
  const isMerged = change.state === "merged";
  const reference = `!${change.number}`;
  return {
    id: change.id,
    iid: change.number,
    project_id: record.id,
    title: change.title,
    description: change.body,
    state: change.state === "open" ? "opened" : change.state,
    created_at: change.createdAt,
    updated_at: change.updatedAt,
    merged_by: isMerged && change.mergedBy !== undefined ? userView(host, change.mergedBy) : null,
    merge_user: isMerged && change.mergedBy !== undefined ? userView(host, change.mergedBy) : null,
    merged_at: isMerged ? change.closedAt : null,
    closed_by: null,
    closed_at: change.state === "closed" ? change.closedAt : null,
    source_branch: change.source,
    target_branch: change.target,
    source_project_id: record.id,
    target_project_id: record.id,
    author: userView(host, change.author),
    assignee: change.assignees.length === 0 ? null : userView(host, change.assignees[0]),
    assignees: change.assignees.map((login) => userView(host, login)),
    reviewers: change.reviewers.map((login) => userView(host, login)),
    labels: change.labels,
    draft: change.draft,
    work_in_progress: change.draft,
    milestone: null,
    ...UNKNOWN,
    sha: sourceSha,
    merge_commit_sha: change.mergeCommit ?? null,
    squash_commit_sha: null,
    diff_refs: { base_sha: targetSha, head_sha: sourceSha, start_sha: targetSha },
    force_remove_source_branch: change.removeSourceBranch === true,
    reference,
    prepared_at: change.createdAt,
    references: { short: reference, relative: reference, full: `${path}${reference}` },
    web_url: `${host.url}/${path}/-/merge_requests/${change.number}`,
  };
}
