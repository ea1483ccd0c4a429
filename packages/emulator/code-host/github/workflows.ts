import { parse } from "yaml";
import type { Call, Operation } from "../family";
import { type ApiAnswer, textOf } from "../http/call";
import { now, type RepositoryRecord, type RunRecord } from "../state";
import { callerOf, repositoryOf } from "./access";
import { nodeId, repositoryApi, repositoryPage } from "./addresses";
import { page } from "./lists";
import { notFound, refusal } from "./refusals";
import { runView, workflowId } from "./run-views";

const FOLDER = ".github/workflows";
const WORKFLOWS_PATH = "/repos/{owner}/{repo}/actions/workflows";
const ONE = `${WORKFLOWS_PATH}/{workflow_id}`;
const RUNS = "/repos/{owner}/{repo}/actions/runs";

/** Workflows and their runs. Runs are recorded, and nothing runs. */
export const WORKFLOWS: readonly Operation[] = [
  { id: "actions/list-repo-workflows", method: "GET", path: WORKFLOWS_PATH, handle: listWorkflows },
  { id: "actions/get-workflow", method: "GET", path: ONE, handle: getWorkflow },
  { id: "actions/create-workflow-dispatch", method: "POST", path: `${ONE}/dispatches`, handle: dispatch },
  { id: "actions/list-workflow-runs", method: "GET", path: `${ONE}/runs`, handle: listRuns },
  { id: "actions/list-workflow-runs-for-repo", method: "GET", path: RUNS, handle: listRuns },
  { id: "actions/get-workflow-run", method: "GET", path: `${RUNS}/{run_id}`, handle: getRun },
];

/** Workflow of a repository, as its file on a commit says. */
interface Workflow {
  readonly id: number;
  readonly path: string;
  readonly content: Record<string, unknown>;
}

async function workflowsAt({ host }: Call, record: RepositoryRecord, commit: string): Promise<Workflow[]> {
  const repository = host.gitOf(record);
  const files = (await repository.tree(commit, { path: FOLDER })).filter(
    ({ type, path }) => type === "blob" && /\.ya?ml$/.test(path),
  );
  return Promise.all(
    files.map(async ({ sha, path: name }) => {
      const path = `${FOLDER}/${name}`;
      return { id: workflowId(record, path), path, content: parsed((await repository.blob(sha)).toString("utf8")) };
    }),
  );
}

function parsed(text: string): Record<string, unknown> {
  try {
    return (parse(text) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}

/** Workflows of the default branch: those that can be named. */
async function workflowsOf(call: Call, record: RepositoryRecord): Promise<Workflow[]> {
  const head = await call.host.gitOf(record).branchHead(record.defaultBranch);
  return head === undefined ? [] : workflowsAt(call, record, head);
}

const isNamed = ({ id, path }: Workflow, name: string): boolean => String(id) === name || path === `${FOLDER}/${name}`;

async function workflowOf(call: Call, record: RepositoryRecord): Promise<Workflow> {
  const found = (await workflowsOf(call, record)).find((one) => isNamed(one, call.labels.workflow_id));
  if (found === undefined) throw notFound(call.host);
  return found;
}

function view({ host }: Call, record: RepositoryRecord, { id, path, content }: Workflow): Record<string, unknown> {
  const url = `${repositoryApi(host, record)}/actions/workflows/${id}`;
  const file = path.slice(FOLDER.length + 1);
  return {
    id,
    node_id: nodeId("Workflow", id),
    name: textOf(content.name) || path,
    path,
    state: "active",
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    url,
    html_url: `${repositoryPage(host, record)}/blob/${record.defaultBranch}/${path}`,
    badge_url: `${repositoryPage(host, record)}/workflows/${file}/badge.svg`,
  };
}

async function listWorkflows(call: Call): Promise<ApiAnswer> {
  const record = repositoryOf(call, "actions", "read");
  const workflows = await workflowsOf(call, record);
  return page(call, workflows, (some) => ({
    total_count: workflows.length,
    workflows: some.map((one) => view(call, record, one)),
  }));
}

async function getWorkflow(call: Call): Promise<ApiAnswer> {
  const record = repositoryOf(call, "actions", "read");
  return { status: 200, body: view(call, record, await workflowOf(call, record)) };
}

/** Starts a run of a workflow, which is taken from the branch or tag that is named. */
async function dispatch(call: Call): Promise<ApiAnswer> {
  const { host, body, labels } = call;
  const record = repositoryOf(call, "actions", "write");
  await workflowOf(call, record);
  const repository = host.gitOf(record);
  const name = textOf(body.ref).replace(/^refs\/(?:heads|tags)\//, "");
  const sha = (await repository.branchHead(name)) ?? (await repository.resolve(`refs/tags/${name}^{commit}`));
  if (sha === undefined) throw refusal(host, 422, `No ref found for: ${name}`);
  const workflow = (await workflowsAt(call, record, sha)).find((one) => isNamed(one, labels.workflow_id));
  const trigger = workflow && triggerOf(workflow);
  if (workflow === undefined || trigger === undefined)
    throw refusal(host, 422, "Workflow does not have 'workflow_dispatch' trigger");
  const inputs = inputsOf(call, trigger);
  const run: RunRecord = {
    id: host.nextId(),
    number: record.runs.filter((one) => one.workflow === workflow.path).length + 1,
    ref: name,
    sha,
    workflow: workflow.path,
    inputs,
    title: titleOf(workflow, inputs),
    actor: callerOf(call).login,
    status: "queued",
    conclusion: null,
    createdAt: now(),
    updatedAt: now(),
  };
  record.runs.push(run);
  host.changed();
  if (body.return_run_details !== true) return { status: 204 };
  const url = `${repositoryApi(host, record)}/actions/runs/${run.id}`;
  const html = `${repositoryPage(host, record)}/actions/runs/${run.id}`;
  return { status: 200, body: { workflow_run_id: run.id, run_url: url, html_url: html } };
}

/** Title of a run: what the workflow makes of its inputs (`run-name`), or the workflow's own name. */
function titleOf({ content, path }: Workflow, inputs: Record<string, string>): string {
  const template = textOf(content["run-name"]) || textOf(content.name) || path;
  return template.replace(/\$\{\{\s*inputs\.([\w-]+)\s*\}\}/g, (_, name: string) => inputs[name] ?? "");
}

interface Input {
  readonly required?: boolean;
  readonly default?: unknown;
}

/** Inputs of the trigger by hand; undefined where there is no such trigger. */
function triggerOf({ content }: Workflow): Record<string, Input> | undefined {
  const { on } = content;
  if (on === "workflow_dispatch" || (Array.isArray(on) && on.includes("workflow_dispatch"))) return {};
  if (typeof on !== "object" || on === null || !("workflow_dispatch" in on)) return undefined;
  const { inputs } = (on.workflow_dispatch ?? {}) as { inputs?: Record<string, Input> | null };
  return inputs ?? {};
}

/** Inputs of a run, with the defaults of those that were not given. @throws HostError */
function inputsOf({ host, body }: Call, declared: Record<string, Input>): Record<string, string> {
  const given = (body.inputs ?? {}) as Record<string, unknown>;
  const unexpected = Object.keys(given).filter((name) => !Object.hasOwn(declared, name));
  if (unexpected.length > 0) throw refusal(host, 422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  const missing = Object.entries(declared).find(
    ([name, { required, default: usual }]) => required === true && usual === undefined && textOf(given[name]) === "",
  );
  if (missing !== undefined) throw refusal(host, 422, `Required input '${missing[0]}' not provided`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, { default: usual }]) => [name, textOf(given[name] ?? usual)]),
  );
}

async function listRuns(call: Call): Promise<ApiAnswer> {
  const { query, labels } = call;
  const record = repositoryOf(call, "actions", "read");
  const workflow = labels.workflow_id === undefined ? undefined : await workflowOf(call, record);
  const [branch, status, event] = [query.get("branch"), query.get("status"), query.get("event")];
  const runs = record.runs
    .filter((run) => workflow === undefined || run.workflow === workflow.path)
    .filter((run) => (branch === null || run.ref === branch) && (event === null || event === "workflow_dispatch"))
    .filter((run) => status === null || run.status === status || run.conclusion === status)
    .reverse();
  const views = await Promise.all(runs.map((run) => runView(call, record, run)));
  return page(call, views, (some) => ({ total_count: runs.length, workflow_runs: some }));
}

async function getRun(call: Call): Promise<ApiAnswer> {
  const record = repositoryOf(call, "actions", "read");
  const run = record.runs.find(({ id }) => String(id) === call.labels.run_id);
  if (run === undefined) throw notFound(call.host);
  return { status: 200, body: await runView(call, record, run) };
}
