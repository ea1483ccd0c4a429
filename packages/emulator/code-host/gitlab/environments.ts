import type { Call, Operation } from "../family";
import { type ApiAnswer, textOf } from "../http/call";
import { type EnvironmentRecord, now, type RepositoryRecord } from "../state";
import { findGroup, LEVELS, projectOf, requirePaid } from "./access";
import { page } from "./lists";
import { LEVEL_NAMES } from "./protection";
import { badParameter, forbidden, noRoute, notFound, refusal, required } from "./refusals";

const PATH = "/projects/{id}/environments";
const PROTECTED = "/projects/{id}/protected_environments";

/** Environments, and who deploys to protected ones and releases deployments; protection is for editions that are paid for. */
export const ENVIRONMENTS: readonly Operation[] = [
  { id: "environments/list", method: "GET", path: PATH, handle: list },
  { id: "environments/create", method: "POST", path: PATH, handle: create },
  { id: "environments/get", method: "GET", path: `${PATH}/{environment_id}`, handle: get },
  { id: "environments/update", method: "PUT", path: `${PATH}/{environment_id}`, handle: update },
  { id: "environments/stop", method: "POST", path: `${PATH}/{environment_id}/stop`, handle: stop },
  { id: "environments/delete", method: "DELETE", path: `${PATH}/{environment_id}`, handle: remove },
  { id: "protected-environments/list", method: "GET", path: PROTECTED, handle: listProtected },
  { id: "protected-environments/protect", method: "POST", path: PROTECTED, handle: protect },
  { id: "protected-environments/get", method: "GET", path: `${PROTECTED}/{name}`, handle: getProtected },
  { id: "protected-environments/update", method: "PUT", path: `${PROTECTED}/{name}`, handle: updateProtected },
  { id: "protected-environments/unprotect", method: "DELETE", path: `${PROTECTED}/{name}`, handle: unprotect },
];

const TIERS = ["production", "staging", "testing", "development", "other"];

function view(
  { host }: Call,
  record: RepositoryRecord,
  { id, name, settings, createdAt, updatedAt }: EnvironmentRecord,
) {
  return {
    id,
    name,
    slug: name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 24),
    external_url: settings.external_url ?? null,
    description: settings.description ?? null,
    state: settings.state ?? "available",
    tier: settings.tier ?? tierOf(name),
    last_deployment: null,
    auto_stop_at: null,
    auto_stop_setting: "always",
    created_at: createdAt,
    updated_at: updatedAt,
    web_url: `${host.url}/${record.owner}/${record.name}/-/environments/${id}`,
  };
}

/** Tier of an environment without one: GitLab guesses it from the name. */
function tierOf(name: string): string {
  if (/(^|\/)(prod|production|live)/i.test(name)) return "production";
  if (/(^|\/)(stag|pre|demo)/i.test(name)) return "staging";
  if (/(^|\/)(test|qa|qc|acceptance|check)/i.test(name)) return "testing";
  return /(^|\/)(dev|review|trunk)/i.test(name) ? "development" : "other";
}

function list(call: Call): ApiAnswer {
  const record = projectOf(call);
  const [name, search] = [call.query.get("name"), call.query.get("search")];
  const environments = record.environments.filter(
    (one) => (name === null || one.name === name) && (search === null || one.name.includes(search)),
  );
  return page(
    call,
    environments.map((one) => view(call, record, one)),
  );
}

function create(call: Call): ApiAnswer {
  const { host, body } = call;
  const record = projectOf(call, LEVELS.developer);
  const [name] = required(body, "name");
  if (record.environments.some((one) => one.name === name))
    throw refusal(400, { name: ["has already been taken"], slug: ["has already been taken"] });
  if (body.tier !== undefined && !TIERS.includes(textOf(body.tier)))
    throw badParameter("tier does not have a valid value");
  const { tier, external_url, description } = body;
  const environment = {
    id: host.nextId(),
    name,
    settings: { tier, external_url, description },
    branchPolicies: [],
    createdAt: now(),
    updatedAt: now(),
  };
  record.environments.push(environment);
  host.changed();
  return { status: 201, body: view(call, record, environment) };
}

function found(call: Call, level?: number): { record: RepositoryRecord; environment: EnvironmentRecord } {
  const record = projectOf(call, level);
  const environment = record.environments.find(({ id }) => String(id) === call.labels.environment_id);
  if (environment === undefined) throw notFound("Environment");
  return { record, environment };
}

function get(call: Call): ApiAnswer {
  const { record, environment } = found(call);
  return { status: 200, body: view(call, record, environment) };
}

function update(call: Call): ApiAnswer {
  const { record, environment } = found(call, LEVELS.developer);
  const { tier = environment.settings.tier, external_url, description } = call.body;
  Object.assign(environment.settings, { tier, external_url, description });
  environment.updatedAt = now();
  call.host.changed();
  return { status: 200, body: view(call, record, environment) };
}

function stop(call: Call): ApiAnswer {
  const { record, environment } = found(call, LEVELS.developer);
  environment.settings.state = "stopped";
  call.host.changed();
  return { status: 200, body: view(call, record, environment) };
}

function remove(call: Call): ApiAnswer {
  const { record, environment } = found(call, LEVELS.developer);
  if (environment.settings.state !== "stopped") throw forbidden();
  record.environments.splice(record.environments.indexOf(environment), 1);
  call.host.changed();
  return { status: 204 };
}

type Rule = RepositoryRecord["rules"][number];

const KIND = "protected-environment";

function protectedProject(call: Call): { record: RepositoryRecord; rules: Rule[] } {
  requirePaid(call, noRoute);
  const record = projectOf(call, LEVELS.maintainer);
  return { record, rules: record.rules.filter(({ kind }) => kind === KIND) };
}

function listProtected(call: Call): ApiAnswer {
  return page(
    call,
    protectedProject(call).rules.map(({ content }) => content),
  );
}

interface Given {
  readonly id?: number;
  readonly access_level?: number;
  readonly user_id?: number;
  readonly group_id?: number;
  readonly required_approvals?: number;
  readonly group_inheritance_type?: number;
  readonly _destroy?: boolean;
}

/** Entries of those who deploy or release. @throws HostError where the host does not know one */
function entries({ host }: Call, given: readonly Given[], isApproval: boolean): Record<string, unknown>[] {
  return given.map(
    ({
      access_level: level,
      user_id: user,
      group_id: group,
      required_approvals: count = 1,
      group_inheritance_type: type = 0,
    }) => {
      const login = host.state.users.find(({ id }) => id === user)?.login;
      const path = group === undefined ? undefined : findGroup(host, String(group))?.path;
      if (level === undefined && login === undefined && path === undefined)
        throw refusal(422, [
          `${isApproval ? "Approval rules" : "Deploy access levels"} user or group is not a member of the project`,
        ]);
      return {
        id: host.nextId(),
        access_level: level ?? (isApproval ? null : LEVELS.maintainer),
        access_level_description: level === undefined ? (login ?? path) : (LEVEL_NAMES[level] ?? String(level)),
        user_id: user ?? null,
        group_id: group ?? null,
        group_inheritance_type: type,
        ...(isApproval ? { required_approvals: count } : {}),
      };
    },
  );
}

function protect(call: Call): ApiAnswer {
  const { host, body } = call;
  const { record, rules } = protectedProject(call);
  const [name] = required(body, "name");
  const { deploy_access_levels: deploy = [], approval_rules: approval = [] } = body as Record<
    string,
    Given[] | undefined
  >;
  if (deploy.length === 0) throw badParameter("deploy_access_levels is missing");
  if (rules.some(({ content }) => content.name === name))
    throw refusal(409, `Protected environment '${name}' already exists`);
  const content = {
    name,
    deploy_access_levels: entries(call, deploy, false),
    required_approval_count: 0,
    approval_rules: entries(call, approval, true),
  };
  record.rules.push({ id: host.nextId(), kind: KIND, content });
  host.changed();
  return { status: 201, body: content };
}

function ruleOf(call: Call): { record: RepositoryRecord; rule: Rule } {
  const { record, rules } = protectedProject(call);
  const rule = rules.find(({ content }) => content.name === call.labels.name);
  if (rule === undefined) throw notFound();
  return { record, rule };
}

function getProtected(call: Call): ApiAnswer {
  return { status: 200, body: ruleOf(call).rule.content };
}

/** Adds entries, and takes away those with `_destroy`; entries that are not named stay. */
function updateProtected(call: Call): ApiAnswer {
  const { rule } = ruleOf(call);
  for (const list of ["deploy_access_levels", "approval_rules"] as const) {
    const given = (call.body[list] as Given[] | undefined) ?? [];
    const named = new Set(given.flatMap(({ id }) => id ?? []));
    const kept = (rule.content[list] as { id: number }[]).filter(({ id }) => !named.has(id));
    const added = given.filter(({ _destroy }) => _destroy !== true);
    rule.content[list] = [...kept, ...entries(call, added, list === "approval_rules")];
  }
  call.host.changed();
  return { status: 200, body: rule.content };
}

function unprotect(call: Call): ApiAnswer {
  const { record, rule } = ruleOf(call);
  record.rules.splice(record.rules.indexOf(rule), 1);
  call.host.changed();
  return { status: 204 };
}
