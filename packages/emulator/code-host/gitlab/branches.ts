import type { Call, Operation } from "../family";
import { readCommit } from "../git/commits";
import { NO_OBJECT } from "../git/repository";
import { type ApiAnswer, textOf } from "../http/call";
import type { RepositoryRecord } from "../state";
import { callerOf, LEVELS, levelOf, projectOf } from "./access";
import { pushed } from "./committing";
import { page } from "./lists";
import { matches, mayPush, type AccessEntry, LEVEL_NAMES, roleEntry } from "./protection";
import { badParameter, forbidden, notFound, refusal, required } from "./refusals";
import { commitView } from "./views";

const BRANCHES_PATH = "/projects/{id}/repository/branches";
const PROTECTED = "/projects/{id}/protected_branches";

/** Branches and their protection. */
export const BRANCHES: readonly Operation[] = [
  { id: "branches/list", method: "GET", path: BRANCHES_PATH, handle: list },
  { id: "branches/get", method: "GET", path: `${BRANCHES_PATH}/{branch}`, handle: get },
  { id: "branches/create", method: "POST", path: BRANCHES_PATH, handle: create },
  { id: "branches/delete", method: "DELETE", path: `${BRANCHES_PATH}/{branch}`, handle: remove },
  { id: "protected-branches/list", method: "GET", path: PROTECTED, handle: listProtected },
  { id: "protected-branches/get", method: "GET", path: `${PROTECTED}/{name}`, handle: getProtected },
  { id: "protected-branches/protect", method: "POST", path: PROTECTED, handle: protect },
  { id: "protected-branches/update", method: "PATCH", path: `${PROTECTED}/{name}`, handle: update },
  { id: "protected-branches/unprotect", method: "DELETE", path: `${PROTECTED}/{name}`, handle: unprotect },
];

async function view(call: Call, record: RepositoryRecord, name: string, sha: string): Promise<Record<string, unknown>> {
  const { host, caller } = call;
  const isProtected = Object.keys(record.protections).some((pattern) => matches(pattern, name));
  return {
    name,
    commit: commitView(host, record, await readCommit(host.gitOf(record), sha)),
    merged: false,
    protected: isProtected,
    developers_can_push: false,
    developers_can_merge: false,
    can_push: caller !== undefined && mayPush(host, record, caller, name),
    default: name === record.defaultBranch,
    web_url: `${host.url}/${record.owner}/${record.name}/-/tree/${name}`,
  };
}

async function list(call: Call): Promise<ApiAnswer> {
  const record = projectOf(call);
  const search = call.query.get("search") ?? "";
  const heads = await call.host.gitOf(record).refs("refs/heads/");
  const named = heads
    .map(({ ref, sha }) => ({ name: ref.replace("refs/heads/", ""), sha }))
    .filter(({ name }) => name.includes(search));
  return page(call, await Promise.all(named.map(({ name, sha }) => view(call, record, name, sha))));
}

async function headOf(call: Call, record: RepositoryRecord): Promise<string> {
  const head = await call.host.gitOf(record).branchHead(call.labels.branch);
  if (head === undefined) throw notFound("Branch");
  return head;
}

async function get(call: Call): Promise<ApiAnswer> {
  const record = projectOf(call);
  return { status: 200, body: await view(call, record, call.labels.branch, await headOf(call, record)) };
}

async function create(call: Call): Promise<ApiAnswer> {
  const { host, query } = call;
  const record = projectOf(call, LEVELS.developer);
  const [branch, ref] = required({ ...Object.fromEntries(query), ...call.body }, "branch", "ref");
  const repository = host.gitOf(record);
  if ((await repository.tryGit(["check-ref-format", "--branch", branch])).code !== 0)
    throw refusal(400, "Branch name is invalid");
  const sha = await repository.commitOf(ref);
  if (sha === undefined) throw refusal(400, `Invalid reference name: ${ref}`);
  if (!(await repository.moveRef(`refs/heads/${branch}`, NO_OBJECT, sha))) throw refusal(400, "Branch already exists");
  await pushed(host, record);
  return { status: 201, body: await view(call, record, branch, sha) };
}

async function remove(call: Call): Promise<ApiAnswer> {
  const { host, labels } = call;
  const record = projectOf(call, LEVELS.developer);
  const head = await headOf(call, record);
  if (labels.branch === record.defaultBranch) throw refusal(405, "Default branch cannot be deleted");
  if (Object.keys(record.protections).some((pattern) => matches(pattern, labels.branch)))
    throw forbidden("Protected branch cannot be deleted");
  await host.gitOf(record).moveRef(`refs/heads/${labels.branch}`, head, undefined);
  return { status: 204 };
}

function listProtected(call: Call): ApiAnswer {
  const record = projectOf(call, LEVELS.maintainer);
  return page(call, Object.values(record.protections));
}

function protectedOf(call: Call): { record: RepositoryRecord; rule: Record<string, unknown> } {
  const record = projectOf(call, LEVELS.maintainer);
  const rule = record.protections[call.labels.name];
  if (rule === undefined) throw notFound();
  return { record, rule };
}

function getProtected(call: Call): ApiAnswer {
  return { status: 200, body: protectedOf(call).rule };
}

interface AllowedTo {
  readonly id?: number;
  readonly access_level?: number;
  readonly user_id?: number;
  readonly group_id?: number;
  readonly _destroy?: boolean;
}

/** Entries of a list `allowed_to_...`; users and groups are for editions that are paid for. @throws HostError */
function entries(call: Call, record: RepositoryRecord, allowed: readonly AllowedTo[]): AccessEntry[] {
  const { host } = call;
  return allowed.map(({ access_level: level, user_id: user, group_id: group }) => {
    if (level !== undefined) return roleEntry(host, level);
    if (host.definition.tier === "free") throw badParameter("allowed_to_push is not available in this edition");
    const login = host.state.users.find(({ id }) => id === user)?.login;
    const isKnown =
      user === undefined
        ? host.state.organizations.some(({ id }) => id === group)
        : login !== undefined && levelOf(host, record, login) >= LEVELS.developer;
    if (!isKnown) throw refusal(422, { "push_access_levels.user": ["is not a member of the project"] });
    return {
      id: host.nextId(),
      access_level: LEVELS.maintainer,
      access_level_description: login ?? "Group",
      user_id: user ?? null,
      group_id: group ?? null,
    };
  });
}

const KINDS = ["push", "merge"] as const;

function protect(call: Call): ApiAnswer {
  const { host } = call;
  const record = projectOf(call, LEVELS.maintainer);
  const body = { ...Object.fromEntries(call.query), ...call.body } as Record<string, unknown>;
  const [name] = required(body, "name");
  if (record.protections[name] !== undefined) throw refusal(409, `Protected branch '${name}' already exists`);
  const lists = KINDS.map((kind) => {
    const level = body[`${kind}_access_level`];
    const allowed = (body[`allowed_to_${kind}`] as AllowedTo[] | undefined) ?? [];
    if (level !== undefined && LEVEL_NAMES[Number(level)] === undefined)
      throw badParameter(`${kind}_access_level does not have a valid value`);
    const roles =
      level === undefined && allowed.length > 0 ? [] : [roleEntry(host, Number(level ?? LEVELS.maintainer))];
    return [`${kind}_access_levels`, [...roles, ...entries(call, record, allowed)]] as const;
  });
  record.protections[name] = {
    id: host.nextId(),
    name,
    ...Object.fromEntries(lists),
    unprotect_access_levels: [],
    allow_force_push: isTrue(body.allow_force_push),
    code_owner_approval_required: host.definition.tier !== "free" && isTrue(body.code_owner_approval_required),
  };
  host.changed();
  return { status: 201, body: record.protections[name] };
}

const isTrue = (value: unknown): boolean => value === true || value === "true";

function update(call: Call): ApiAnswer {
  const { host, body } = call;
  const { record, rule } = protectedOf(call);
  if (body.allow_force_push !== undefined) rule.allow_force_push = isTrue(body.allow_force_push);
  if (body.code_owner_approval_required !== undefined && host.definition.tier !== "free")
    rule.code_owner_approval_required = isTrue(body.code_owner_approval_required);
  for (const kind of KINDS) {
    const allowed = (body[`allowed_to_${kind}`] as AllowedTo[] | undefined) ?? [];
    const removed = allowed.filter(({ _destroy }) => _destroy === true).map(({ id }) => id);
    const kept = (rule[`${kind}_access_levels`] as AccessEntry[]).filter(({ id }) => !removed.includes(id));
    const changed = new Set(allowed.map(({ id }) => id).filter((id) => id !== undefined));
    const added = entries(
      call,
      record,
      allowed.filter(({ _destroy }) => _destroy !== true),
    );
    rule[`${kind}_access_levels`] = [...kept.filter(({ id }) => !changed.has(id)), ...added];
  }
  host.changed();
  return { status: 200, body: rule };
}

function unprotect(call: Call): ApiAnswer {
  const { record } = protectedOf(call);
  callerOf(call);
  delete record.protections[textOf(call.labels.name)];
  call.host.changed();
  return { status: 204 };
}
