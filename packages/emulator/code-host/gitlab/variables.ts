import type { Call, Operation } from "../family";
import { type ApiAnswer, textOf } from "../http/call";
import { now, type RepositoryRecord, type VariableRecord } from "../state";
import { LEVELS, projectOf } from "./access";
import { page } from "./lists";
import { badParameter, notFound, refusal, required } from "./refusals";

const PATH = "/projects/{id}/variables";

/** Variables of a project; each is for one environment or for all. */
export const VARIABLES: readonly Operation[] = [
  { id: "variables/list", method: "GET", path: PATH, handle: list },
  { id: "variables/create", method: "POST", path: PATH, handle: create },
  { id: "variables/get", method: "GET", path: `${PATH}/{key}`, handle: get },
  { id: "variables/update", method: "PUT", path: `${PATH}/{key}`, handle: update },
  { id: "variables/delete", method: "DELETE", path: `${PATH}/{key}`, handle: remove },
];

const view = ({ name, value, scope, options }: VariableRecord) => ({
  variable_type: "env_var",
  key: name,
  value,
  hidden: false,
  protected: false,
  masked: false,
  raw: false,
  environment_scope: scope,
  description: null,
  ...options,
});

const OPTIONS = ["variable_type", "protected", "masked", "raw", "description"];
const FLAGS = ["protected", "masked", "raw"];

function optionsOf(body: Call["body"]): Record<string, unknown> {
  const given = Object.entries(body).filter(([name]) => OPTIONS.includes(name));
  return Object.fromEntries(
    given.map(([name, value]) => [name, FLAGS.includes(name) ? value === true || value === "true" : value]),
  );
}

function list(call: Call): ApiAnswer {
  return page(call, projectOf(call, LEVELS.maintainer).variables.map(view));
}

function create(call: Call): ApiAnswer {
  const { host, body } = call;
  const record = projectOf(call, LEVELS.maintainer);
  const [key] = required(body, "key");
  if (body.value === undefined) throw badParameter("value is missing");
  if (!/^[A-Za-z0-9_]{1,255}$/.test(key)) throw refusal(400, { key: ["can contain only letters, digits and '_'."] });
  const scope = textOf(body.environment_scope) || "*";
  refuseTaken(record, key, scope);
  const variable = {
    name: key,
    value: textOf(body.value),
    scope,
    options: optionsOf(body),
    createdAt: now(),
    updatedAt: now(),
  };
  refuseUnmaskable(variable);
  record.variables.push(variable);
  host.changed();
  return { status: 201, body: view(variable) };
}

function refuseTaken(record: RepositoryRecord, key: string, scope: string, except?: VariableRecord): void {
  if (record.variables.some((one) => one !== except && one.name === key && one.scope === scope))
    throw refusal(400, { key: [`(${key}) has already been taken`] });
}

/** Values that a log could not hide: short ones, and those of several lines. */
function refuseUnmaskable({ value, options }: VariableRecord): void {
  if (options.masked === true && (value.length < 8 || /\s/.test(value))) throw refusal(400, { value: ["is invalid"] });
}

/** Variable of a call. Where several have its key, `filter[environment_scope]` says which. @throws HostError */
function found(call: Call): { record: RepositoryRecord; variable: VariableRecord } {
  const record = projectOf(call, LEVELS.maintainer);
  const { filter } = call.body as { filter?: { environment_scope?: string } };
  const scope = call.query.get("filter[environment_scope]") ?? filter?.environment_scope;
  const fitting = record.variables.filter(
    (one) => one.name === call.labels.key && (scope === undefined || one.scope === scope),
  );
  if (fitting.length === 0) throw notFound("Variable");
  if (fitting.length > 1)
    throw refusal(409, "There are multiple variables with provided parameters. Please use 'filter[environment_scope]'");
  return { record, variable: fitting[0] };
}

function get(call: Call): ApiAnswer {
  return { status: 200, body: view(found(call).variable) };
}

function update(call: Call): ApiAnswer {
  const { body, host } = call;
  const { record, variable } = found(call);
  const scope = textOf(body.environment_scope) || variable.scope;
  refuseTaken(record, variable.name, scope, variable);
  const changed = {
    ...variable,
    value: body.value === undefined ? variable.value : textOf(body.value),
    options: { ...variable.options, ...optionsOf(body) },
  };
  refuseUnmaskable(changed);
  Object.assign(variable, changed, { scope, updatedAt: now() });
  host.changed();
  return { status: 200, body: view(variable) };
}

function remove(call: Call): ApiAnswer {
  const { record, variable } = found(call);
  record.variables.splice(record.variables.indexOf(variable), 1);
  call.host.changed();
  return { status: 204 };
}
