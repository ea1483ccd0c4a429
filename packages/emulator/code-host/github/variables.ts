import type { Call, Operation } from "../family";
import { type ApiAnswer, textOf } from "../http/call";
import { now, type RepositoryRecord, type VariableRecord } from "../state";
import { repositoryOf } from "./access";
import { environmentOf } from "./environments";
import { page } from "./lists";
import { notFound, refusal } from "./refusals";

const OF_REPOSITORY = "/repos/{owner}/{repo}/actions/variables";
const OF_ENVIRONMENT = "/repos/{owner}/{repo}/environments/{environment_name}/variables";

/** Variables of a repository and of its environments. */
export const VARIABLES: readonly Operation[] = [
  { id: "actions/list-repo-variables", method: "GET", path: OF_REPOSITORY, handle: list },
  { id: "actions/create-repo-variable", method: "POST", path: OF_REPOSITORY, handle: create },
  { id: "actions/get-repo-variable", method: "GET", path: `${OF_REPOSITORY}/{name}`, handle: get },
  { id: "actions/update-repo-variable", method: "PATCH", path: `${OF_REPOSITORY}/{name}`, handle: update },
  { id: "actions/delete-repo-variable", method: "DELETE", path: `${OF_REPOSITORY}/{name}`, handle: remove },
  { id: "actions/list-environment-variables", method: "GET", path: OF_ENVIRONMENT, handle: list },
  { id: "actions/create-environment-variable", method: "POST", path: OF_ENVIRONMENT, handle: create },
  { id: "actions/get-environment-variable", method: "GET", path: `${OF_ENVIRONMENT}/{name}`, handle: get },
  { id: "actions/update-environment-variable", method: "PATCH", path: `${OF_ENVIRONMENT}/{name}`, handle: update },
  { id: "actions/delete-environment-variable", method: "DELETE", path: `${OF_ENVIRONMENT}/{name}`, handle: remove },
];

/** Place of the variables of a call: the repository, or one of its environments. */
function placeOf(call: Call, level: "read" | "write"): { record: RepositoryRecord; scope: string } {
  const ofEnvironment = call.labels.environment_name !== undefined;
  const record = repositoryOf(call, ofEnvironment ? "environments" : "actions_variables", level);
  return { record, scope: ofEnvironment ? environmentOf(call, record).name : "*" };
}

const view = ({ name, value, createdAt, updatedAt }: VariableRecord) => ({
  name,
  value,
  created_at: createdAt,
  updated_at: updatedAt,
});

function list(call: Call): ApiAnswer {
  const { record, scope } = placeOf(call, "read");
  const own = record.variables.filter((one) => one.scope === scope);
  const envelope = (some: readonly VariableRecord[]) => ({ total_count: own.length, variables: some.map(view) });
  return page(call, own, envelope, { usual: 10, most: 30 });
}

function named(record: RepositoryRecord, scope: string, name: string): VariableRecord | undefined {
  return record.variables.find((one) => one.scope === scope && one.name === name.toUpperCase());
}

/** Name of a variable, which is kept in capitals. @throws HostError */
function nameOf({ host, body }: Call): string {
  const name = textOf(body.name).toUpperCase();
  if (!/^[A-Z_][A-Z0-9_]*$/.test(name) || name.startsWith("GITHUB_"))
    throw refusal(
      host,
      422,
      "Variable name is invalid: it can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_), must not start with a number or GITHUB_",
    );
  return name;
}

function create(call: Call): ApiAnswer {
  const { host, body } = call;
  const { record, scope } = placeOf(call, "write");
  const name = nameOf(call);
  if (named(record, scope, name) !== undefined) throw refusal(host, 409, "Already exists - Variable already exists");
  record.variables.push({ name, value: textOf(body.value), scope, options: {}, createdAt: now(), updatedAt: now() });
  host.changed();
  return { status: 201, body: {} };
}

function found(call: Call, level: "read" | "write"): { record: RepositoryRecord; variable: VariableRecord } {
  const { record, scope } = placeOf(call, level);
  const variable = named(record, scope, call.labels.name);
  if (variable === undefined) throw notFound(call.host);
  return { record, variable };
}

function get(call: Call): ApiAnswer {
  return { status: 200, body: view(found(call, "read").variable) };
}

function update(call: Call): ApiAnswer {
  const { variable } = found(call, "write");
  if (call.body.name !== undefined) variable.name = nameOf(call);
  if (call.body.value !== undefined) variable.value = textOf(call.body.value);
  variable.updatedAt = now();
  call.host.changed();
  return { status: 204 };
}

function remove(call: Call): ApiAnswer {
  const { record, variable } = found(call, "write");
  record.variables.splice(record.variables.indexOf(variable), 1);
  call.host.changed();
  return { status: 204 };
}
