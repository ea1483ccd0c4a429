import type { Call, Operation } from "../family";
import type { ApiAnswer } from "../http/call";
import { now, type RepositoryRecord } from "../state";
import { callerOf, findGroup, groupOf, levelInGroup, LEVELS, projectOf, sees } from "./access";
import { commitChanges } from "./committing";
import { page } from "./lists";
import { badParameter, forbidden, notFound, refusal } from "./refusals";
import { groupView, namespaceView, PROJECT_SETTINGS, projectView, userView } from "./views";

/** Projects, groups, namespaces and users. */
export const PROJECTS: readonly Operation[] = [
  {
    id: "version/get",
    method: "GET",
    path: "/version",
    handle: getVersion,
  },
  { id: "users/current", method: "GET", path: "/user", handle: currentUser },
  { id: "users/list", method: "GET", path: "/users", handle: listUsers },
  { id: "namespaces/list", method: "GET", path: "/namespaces", handle: listNamespaces },
  { id: "namespaces/get", method: "GET", path: "/namespaces/{id}", handle: getNamespace },
  { id: "groups/list", method: "GET", path: "/groups", handle: listGroups },
  {
    id: "groups/get",
    method: "GET",
    path: "/groups/{id}",
    handle: (call) => ({ status: 200, body: groupView(call.host, groupOf(call)) }),
  },
  { id: "groups/list-projects", method: "GET", path: "/groups/{id}/projects", handle: listOfGroup },
  { id: "groups/list-members", method: "GET", path: "/groups/{id}/members/all", handle: listMembers },
  { id: "projects/create", method: "POST", path: "/projects", handle: create },
  { id: "projects/get", method: "GET", path: "/projects/{id}", handle: get },
  { id: "projects/update", method: "PUT", path: "/projects/{id}", handle: update },
  { id: "projects/delete", method: "DELETE", path: "/projects/{id}", handle: remove },
];

function getVersion(call: Call): ApiAnswer {
  callerOf(call);
  return { status: 200, body: { version: "18.6.0-ee", revision: "sandbox" } };
}

function currentUser(call: Call): ApiAnswer {
  const { login } = callerOf(call);
  return { status: 200, body: { ...userView(call.host, login), email: call.host.user(login)?.email ?? "" } };
}

function listUsers(call: Call): ApiAnswer {
  const { host, query } = call;
  callerOf(call);
  const [username, search] = [query.get("username"), query.get("search")];
  const users = host.state.users
    .filter(({ login }) => username === null || login.toLowerCase() === username.toLowerCase())
    .filter(({ login, name }) => search === null || login.includes(search) || name.includes(search));
  return page(
    call,
    users.map(({ login }) => userView(host, login)),
  );
}

function seenGroups(call: Call) {
  const { login } = callerOf(call);
  const search = call.query.get("search");
  return call.host.state.organizations
    .filter(({ path }) => levelInGroup(call.host, path, login) > 0)
    .filter(({ path }) => search === null || path.includes(search));
}

function listNamespaces(call: Call): ApiAnswer {
  return page(
    call,
    seenGroups(call).map(({ path }) => namespaceView(call.host, path)),
  );
}

function getNamespace(call: Call): ApiAnswer {
  const { host, labels } = call;
  const { login } = callerOf(call);
  if (labels.id === login) return { status: 200, body: namespaceView(host, login) };
  const group = findGroup(host, labels.id);
  if (group === undefined || levelInGroup(host, group.path, login) === 0) throw notFound("Namespace");
  return { status: 200, body: namespaceView(host, group.path) };
}

function listGroups(call: Call): ApiAnswer {
  return page(
    call,
    seenGroups(call).map((group) => groupView(call.host, group)),
  );
}

async function listOfGroup(call: Call): Promise<ApiAnswer> {
  const { host, caller, query } = call;
  const group = groupOf(call);
  const search = query.get("search");
  const projects = host.state.repositories
    .filter(
      ({ owner }) =>
        owner === group.path || (query.get("include_subgroups") === "true" && owner.startsWith(`${group.path}/`)),
    )
    .filter((one) => sees(host, one, caller) && (search === null || one.name.includes(search)));
  return page(call, await Promise.all(projects.map((one) => view(call, one))));
}

function listMembers(call: Call): ApiAnswer {
  const { host } = call;
  const { path } = groupOf(call);
  const levels = host.state.users
    .map(({ login }) => [login, levelInGroup(host, path, login)] as const)
    .filter(([, level]) => level > 0);
  return page(
    call,
    levels.map(([login, level]) => ({ ...userView(host, login), access_level: level })),
  );
}

/** View of a project as the caller sees it. */
async function view({ host, caller }: Call, record: RepositoryRecord): Promise<Record<string, unknown>> {
  return projectView(host, record, await host.gitOf(record).isEmpty(), caller?.login);
}

/** Path of a project: letters, digits, `_`, `-`, `.`; neither at the ends, nor what git ends its names with. */
const PATH = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?$/;

async function create(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const { login } = callerOf(call);
  const {
    name,
    path = slug(name),
    namespace_id: namespace,
  } = body as { name?: string; path?: string; namespace_id?: number | string };
  if (path === undefined) throw badParameter("name, path are missing, at least one parameter must be provided");
  const group = namespace === undefined ? undefined : findGroup(host, String(namespace));
  if (namespace !== undefined && group === undefined) throw refusal(400, { namespace: ["is not valid"] });
  if (group !== undefined && levelInGroup(host, group.path, login) < LEVELS.maintainer) throw forbidden();
  if (!PATH.test(path) || /\.(?:git|atom)$/.test(path))
    throw refusal(400, {
      path: ["must not start or end with a special character and must not contain consecutive special characters."],
    });
  const owner = group?.path ?? login;
  if (host.repository(owner, path) !== undefined)
    throw refusal(400, { "project_namespace.name": [TAKEN], name: [TAKEN], path: [TAKEN] });
  const record = await host.addRepository({
    owner,
    name: path,
    creator: login,
    description: (body.description as string | undefined) ?? null,
    visibility: (body.visibility as RepositoryRecord["visibility"] | undefined) ?? "private",
    defaultBranch: (body.default_branch as string | undefined) ?? "main",
    topics: (body.topics as string[] | undefined) ?? [],
    settings: { title: name ?? path, ...settingsOf(body) },
  });
  if (isTrue(body.initialize_with_readme)) {
    const content = Buffer.from(`# ${name ?? path}\n`);
    const commit = {
      branch: record.defaultBranch,
      message: "Initial commit",
      changes: [{ path: "README.md", mode: "100644", content }],
    };
    await commitChanges(call, record, commit);
  }
  return { status: 201, body: await view(call, record) };
}

const TAKEN = "has already been taken";

/** A form has texts where JSON has truth values. */
const isTrue = (value: unknown): boolean => value === true || value === "true";

const slug = (name: string | undefined): string | undefined => name?.toLowerCase().replace(/[^a-z0-9_.-]+/g, "-");

const settingsOf = (body: Call["body"]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(PROJECT_SETTINGS, name)));

async function get(call: Call): Promise<ApiAnswer> {
  return { status: 200, body: await view(call, projectOf(call)) };
}

async function update(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const record = projectOf(call, LEVELS.maintainer);
  const { name, path, description, visibility, topics, default_branch: branch } = body;
  if (typeof path === "string" && path !== record.name && host.repository(record.owner, path) !== undefined)
    throw refusal(400, { path: [TAKEN] });
  if (typeof branch === "string" && branch !== record.defaultBranch) {
    const repository = host.gitOf(record);
    if ((await repository.branchHead(branch)) === undefined)
      throw refusal(400, { base: [`Could not change HEAD: branch '${branch}' does not exist`] });
    await repository.git(["symbolic-ref", "HEAD", `refs/heads/${branch}`]);
    record.defaultBranch = branch;
  }
  if (typeof path === "string") record.name = path;
  if (typeof name === "string") record.settings.title = name;
  if (description !== undefined) record.description = description as string | null;
  if (visibility !== undefined) record.visibility = visibility as RepositoryRecord["visibility"];
  if (topics !== undefined) record.topics = topics as string[];
  Object.assign(record.settings, settingsOf(body));
  record.updatedAt = now();
  host.changed();
  return { status: 200, body: await view(call, record) };
}

function remove(call: Call): ApiAnswer {
  call.host.removeRepository(projectOf(call, LEVELS.owner));
  return { status: 202, body: { message: "202 Accepted" } };
}
