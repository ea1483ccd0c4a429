import { parseDocument } from "yaml";
import type { Call, Operation } from "../family";
import { type ApiAnswer, textOf } from "../http/call";
import { now, type RepositoryRecord, type RunRecord } from "../state";
import { callerOf, LEVELS, projectOf } from "./access";
import { page } from "./lists";
import { notFound, refusal, required } from "./refusals";
import { userView } from "./views";

const PATH = "/projects/{id}/pipelines";
const ONE = `${PATH}/{pipeline_id}`;

/** Pipelines. They are recorded, and nothing runs. */
export const PIPELINES: readonly Operation[] = [
  { id: "pipelines/create", method: "POST", path: "/projects/{id}/pipeline", handle: create },
  { id: "pipelines/list", method: "GET", path: PATH, handle: list },
  { id: "pipelines/get", method: "GET", path: ONE, handle: get },
  { id: "pipelines/variables", method: "GET", path: `${ONE}/variables`, handle: variables },
];

/** File of the pipeline of a project that says no other. */
const FILE = ".gitlab-ci.yml";

function view({ host }: Call, record: RepositoryRecord, run: RunRecord): Record<string, unknown> {
  return {
    id: run.id,
    iid: run.number,
    project_id: record.id,
    sha: run.sha,
    ref: run.ref,
    status: run.conclusion ?? run.status,
    source: "api",
    name: null,
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    web_url: `${host.url}/${record.owner}/${record.name}/-/pipelines/${run.id}`,
    user: userView(host, run.actor),
    yaml_errors: null,
    tag: false,
    before_sha: "0".repeat(40),
  };
}

async function create(call: Call): Promise<ApiAnswer> {
  const { host } = call;
  const record = projectOf(call, LEVELS.developer);
  const body: Record<string, unknown> = { ...Object.fromEntries(call.query), ...call.body };
  const [ref] = required(body, "ref");
  const repository = host.gitOf(record);
  const sha = (await repository.branchHead(ref)) ?? (await repository.resolve(`refs/tags/${ref}^{commit}`));
  if (sha === undefined) throw refusal(400, { base: ["Reference not found"] });
  const workflow = textOf(record.settings.ci_config_path) || FILE;
  const entry = await repository.entry(sha, workflow);
  if (entry === undefined) throw refusal(400, { base: ["Missing CI config file"] });
  requireYaml((await repository.blob(entry.sha)).toString("utf8"));
  const given = (body.variables as { key: string; value: string }[] | undefined) ?? [];
  const inputs = (body.inputs as Record<string, unknown> | undefined) ?? {};
  const run: RunRecord = {
    id: host.nextId(),
    number: record.runs.length + 1,
    ref,
    sha,
    workflow,
    inputs: {
      ...Object.fromEntries(given.map(({ key, value }) => [key, value])),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, textOf(value)])),
    },
    actor: callerOf(call).login,
    status: "created",
    conclusion: null,
    createdAt: now(),
    updatedAt: now(),
  };
  record.runs.push(run);
  host.changed();
  return { status: 201, body: view(call, record, run) };
}

function requireYaml(text: string): void {
  const [error] = parseDocument(text).errors;
  if (error !== undefined)
    throw refusal(400, { base: [`Invalid configuration format: ${error.message.split("\n")[0]}`] });
}

function list(call: Call): ApiAnswer {
  const record = projectOf(call, LEVELS.reporter);
  const [ref, status, sha] = [call.query.get("ref"), call.query.get("status"), call.query.get("sha")];
  const runs = record.runs
    .filter((run) => (ref === null || run.ref === ref) && (sha === null || run.sha === sha))
    .filter((run) => status === null || (run.conclusion ?? run.status) === status)
    .reverse();
  return page(
    call,
    runs.map((run) => view(call, record, run)),
  );
}

function found(call: Call): { record: RepositoryRecord; run: RunRecord } {
  const record = projectOf(call, LEVELS.reporter);
  const run = record.runs.find(({ id }) => String(id) === call.labels.pipeline_id);
  if (run === undefined) throw notFound();
  return { record, run };
}

function get(call: Call): ApiAnswer {
  const { record, run } = found(call);
  return { status: 200, body: view(call, record, run) };
}

function variables(call: Call): ApiAnswer {
  const { run } = found(call);
  return {
    status: 200,
    body: Object.entries(run.inputs).map(([key, value]) => ({ variable_type: "env_var", key, value, raw: false })),
  };
}
