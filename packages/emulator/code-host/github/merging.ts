import { headsOf, markMerged } from "../change-requests";
import type { Call } from "../family";
import { writeCommitOfTree } from "../git/commits";
import { mergedTree } from "../git/comparing";
import type { Host } from "../host";
import { type ApiAnswer, textOf } from "../http/call";
import type { ChangeRequest, RepositoryRecord } from "../state";
import { callerOf, roleOf } from "./access";
import { refusal } from "./refusals";
import { signatureOf } from "./signatures";

/** Level of a role that may write. */
const WRITE = 3;

/** Reason for which a protected branch does not take a pull request yet; undefined where it does. */
function unmetRule(host: Host, record: RepositoryRecord, change: ChangeRequest, sourceSha: string): string | undefined {
  const reviews = record.protections[change.target]?.required_pull_request_reviews as
    | Record<string, unknown>
    | null
    | undefined;
  if (reviews === null || reviews === undefined) return undefined;
  const needed = Number(reviews.required_approving_review_count ?? 1);
  const counting = change.approvals
    .filter(({ sha }) => reviews.dismiss_stale_reviews !== true || sha === sourceSha)
    .filter(({ login }) => roleOf(host, record, login) >= WRITE);
  const people = new Set(counting.map(({ login }) => login));
  if (people.size >= needed) return undefined;
  return `At least ${needed} approving review is required by reviewers with write access.`;
}

/** Merges a pull request. @throws HostError where rules or contents are against it */
export async function mergePull(call: Call, record: RepositoryRecord, change: ChangeRequest): Promise<ApiAnswer> {
  const { host, body } = call;
  const caller = callerOf(call);
  const repository = host.gitOf(record);
  const { sourceSha, targetSha } = await headsOf(host, record, change);
  if (change.state !== "open") throw refusal(host, 405, "Pull Request is not mergeable");
  if (body.sha !== undefined && body.sha !== sourceSha)
    throw refusal(host, 409, "Head branch was modified. Review and try the merge again.");
  const unmet = unmetRule(host, record, change, sourceSha);
  if (unmet !== undefined) throw refusal(host, 405, unmet);
  const tree = await mergedTree(repository, targetSha, sourceSha);
  if (tree === undefined) throw refusal(host, 405, "Pull Request is not mergeable");
  const signature = signatureOf(host, caller);
  const isSquash = body.merge_method === "squash";
  const title = isSquash
    ? `${change.title} (#${change.number})`
    : `Merge pull request #${change.number} from ${record.owner}/${change.source}`;
  const message = [textOf(body.commit_title) || title, textOf(body.commit_message) || change.title].join("\n\n");
  const parents = isSquash ? [targetSha] : [targetSha, sourceSha];
  const sha = await writeCommitOfTree(repository, { message, author: signature, committer: signature }, tree, parents);
  if (!(await repository.moveRef(`refs/heads/${change.target}`, targetSha, sha)))
    throw refusal(host, 405, "Base branch was modified. Review and try the merge again.");
  if (record.settings.delete_branch_on_merge === true)
    await repository.moveRef(`refs/heads/${change.source}`, sourceSha, undefined);
  markMerged(change, { sourceSha, targetSha }, { commit: sha, login: caller.login });
  await host.pushed(record);
  return { status: 200, body: { sha, merged: true, message: "Pull Request successfully merged" } };
}
