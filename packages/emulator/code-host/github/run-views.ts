import { createHash } from "node:crypto";
import type { Call } from "../family";
import { readCommit } from "../git/commits";
import type { RepositoryRecord, RunRecord } from "../state";
import { nodeId, repositoryApi, repositoryPage } from "./addresses";
import { minimalRepository, simpleUser } from "./views";

/** Number of a workflow: GitHub gives it when the file comes; here it follows from the path, so that nothing has to be kept. */
export const workflowId = ({ id }: RepositoryRecord, path: string): number =>
  parseInt(createHash("sha256").update(`${id}:${path}`).digest("hex").slice(0, 8), 16);

/** Run of a workflow. */
export async function runView(
  { host }: Call,
  record: RepositoryRecord,
  run: RunRecord,
): Promise<Record<string, unknown>> {
  const url = `${repositoryApi(host, record)}/actions/runs/${run.id}`;
  const commit = await readCommit(host.gitOf(record), run.sha);
  const id = workflowId(record, run.workflow);
  return {
    id: run.id,
    node_id: nodeId("WFR", run.id),
    name: run.workflow,
    display_title: run.title ?? run.workflow,
    head_branch: run.ref,
    head_sha: run.sha,
    path: `${run.workflow}@${run.ref}`,
    run_number: run.number,
    run_attempt: 1,
    event: "workflow_dispatch",
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: id,
    url,
    html_url: `${repositoryPage(host, record)}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.createdAt,
    actor: simpleUser(host, run.actor),
    triggering_actor: simpleUser(host, run.actor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryApi(host, record)}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${repositoryApi(host, record)}/actions/workflows/${id}`,
    head_commit: {
      id: commit.sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
    },
    repository: minimalRepository(host, record),
    head_repository: minimalRepository(host, record),
  };
}
