import type { HostAnswer, HostRequest, Transport } from "../../../../../functions/code-host";
import { answer, type Body, said } from "./github-objects";
import { type Files, idOf, MemoryRepository } from "./repository";

interface Project {
  readonly id: number;
  readonly repository: MemoryRepository;
  pipelineNeeded: boolean;
  readonly environments: Set<string>;
  readonly protectedEnvironments: Map<string, { id: number; user_id?: number; group_id?: number }[]>;
  readonly variables: { key: string; value: string; environment_scope: string; protected: boolean }[];
  readonly rules: { approvals_required: number }[];
  readonly shares: { group_id: number; group_access_level: number }[];
  readonly members: Map<number, number>;
  protection:
    | { push: number; merge: number; allow_force_push: boolean; code_owner_approval_required: boolean }
    | undefined;
}

/**
 * GitLab in memory, with the answers that its documentation says: 400 where a path is taken, or where an action of a commit does not fit the
 * files; 409 for a second merge request; 404 for what an edition does not have.
 *
 * @see https://docs.gitlab.com/api/rest/
 */
export class SimulatedGitLab {
  readonly projects = new Map<string, Project>();
  readonly requests: HostRequest[] = [];
  created = 0;
  /** Edition without approvals and protected environments. */
  isFree = false;

  constructor(
    readonly group: string,
    readonly ids: Readonly<Record<string, number>>,
  ) {}

  readonly send: Transport = async (request) => {
    await Promise.resolve();
    this.requests.push(request);
    const [path, query = ""] = request.path.split("?");
    const parts = path.split("/").slice(1).map(decodeURIComponent);
    return this.route(request, parts, new URLSearchParams(query)) ?? said(404, "404 Not Found");
  };

  project(name: string): Project {
    const found = this.projects.get(name);
    if (found === undefined) throw new Error(`no project ${name}`);
    return found;
  }

  isProtected(name: string): boolean {
    const { protection, pipelineNeeded } = this.project(name);
    const isOwned = this.isFree || protection?.code_owner_approval_required === true;
    return pipelineNeeded && protection?.push === 0 && !protection.allow_force_push && isOwned;
  }

  /** Project of a repository that people have made. */
  add(name: string): Project {
    const project: Project = {
      ...{ id: this.projects.size + 1, repository: new MemoryRepository(name), pipelineNeeded: false },
      ...{ environments: new Set<string>(), protectedEnvironments: new Map(), variables: [], rules: [], shares: [] },
      ...{ members: new Map(), protection: undefined },
    };
    this.projects.set(name, project);
    return project;
  }

  private route(request: HostRequest, [root, id, ...rest]: readonly string[], query: URLSearchParams) {
    const sent = (request.body ?? {}) as Body;
    if (root === "groups") return Object.hasOwn(this.ids, id) ? answer(200, { id: this.ids[id] }) : undefined;
    if (root === "users") {
      const username = query.get("username") ?? "";
      const isKnown = Object.hasOwn(this.ids, username) && !username.includes("/");
      return answer(200, isKnown ? [{ id: this.ids[username], username }] : []);
    }
    if (root !== "projects") return undefined;
    if (id === undefined) return this.create(sent);
    const found = [...this.projects.values()].find(
      (one) => String(one.id) === id || `${this.group}/${one.repository.name}` === id,
    );
    return found && this.inProject({ project: found, method: request.method, sent, query }, rest);
  }

  private create({ path, visibility, only_allow_merge_if_pipeline_succeeds: needed }: Body): HostAnswer {
    if (this.projects.has(String(path)))
      return answer(400, { message: { path: ["has already been taken"], name: ["has already been taken"] } });
    const project = this.add(String(path));
    project.repository.public = visibility === "public";
    project.pipelineNeeded = needed === true;
    this.created++;
    return answer(201, view(project));
  }

  private inProject(on: On, [kind, ...rest]: readonly string[]): HostAnswer | undefined {
    const { project, method, sent } = on;
    switch (kind) {
      case undefined:
        if (method === "PUT") project.pipelineNeeded = sent.only_allow_merge_if_pipeline_succeeds === true;
        return answer(200, view(project));
      case "repository":
        return repositoryRoute(on, rest);
      case "merge_requests":
        return mergeRequests(on, rest[0]);
      case "protected_branches":
        return protectedBranches(on, rest[0]);
      case "approval_rules":
        if (this.isFree) return undefined;
        if (method === "POST") project.rules.push({ approvals_required: Number(sent.approvals_required) });
        return answer(method === "POST" ? 201 : 200, method === "POST" ? {} : project.rules);
      case "environments":
        if (method === "POST") project.environments.add(String(sent.name));
        return answer(
          method === "POST" ? 201 : 200,
          [...project.environments].map((name) => ({ name })),
        );
      case "protected_environments":
        return this.isFree ? undefined : protectedEnvironments(on, rest[0]);
      case "variables":
        return this.variables(on, rest[0]);
      default:
        return people(on, kind, rest);
    }
  }

  private variables({ project, method, sent, query }: On, key: string | undefined): HostAnswer | undefined {
    if (method === "GET") return answer(200, project.variables);
    const scope = method === "PUT" ? query.get("filter[environment_scope]") : sent.environment_scope;
    const named = key ?? sent.key;
    const known = project.variables.find((one) => one.key === named && one.environment_scope === scope);
    if (method === "PUT" && known === undefined) return undefined;
    // No job may learn of a role before what protects it is there.
    if (!this.isProtected(project.repository.name)) throw new Error(`a variable before the protection of the branch`);
    if (!project.environments.has(String(scope))) throw new Error(`a variable before its environment ${String(scope)}`);
    if (method === "POST" && known !== undefined) return answer(400, { message: { key: ["has already been taken"] } });
    const next = { key: String(named), value: String(sent.value), environment_scope: String(scope) };
    if (known === undefined) project.variables.push({ ...next, protected: sent.protected === true });
    else Object.assign(known, next, { protected: sent.protected === true });
    return answer(method === "POST" ? 201 : 200, {});
  }
}

interface On {
  readonly project: Project;
  readonly method: string;
  readonly sent: Body;
  readonly query: URLSearchParams;
}

const view = ({ id, repository, pipelineNeeded, shares }: Project) => ({
  ...{ id, web_url: `https://gitlab.test/acme/${repository.name}`, archived: repository.archived },
  visibility: repository.public ? "public" : "private",
  default_branch: repository.isEmpty ? null : repository.defaultBranch,
  empty_repo: repository.isEmpty,
  only_allow_merge_if_pipeline_succeeds: pipelineNeeded,
  shared_with_groups: shares,
});

function repositoryRoute(on: On, [kind, ...rest]: readonly string[]): HostAnswer | undefined {
  const { project, query } = on;
  const { repository } = project;
  const base64 = (text: string) => answer(200, { content: Buffer.from(text).toString("base64"), encoding: "base64" });
  if (kind === "branches") {
    const head = repository.branches.get(rest.join("/"));
    return head === undefined
      ? undefined
      : answer(200, { commit: { id: head, message: repository.commits.get(head)?.message } });
  }
  if (kind === "files") {
    const text = repository.files(query.get("ref") ?? "")?.get(rest.join("/"))?.text;
    return text === undefined ? undefined : base64(text);
  }
  if (kind === "tree") {
    const all = [...(repository.files(query.get("ref") ?? "") ?? [])];
    return answer(
      200,
      all.map(([path, { text }]) => ({ id: idOf("blob", text), path, type: "blob" })),
    );
  }
  return commits(on);
}

function commits({ project: { repository }, sent }: On): HostAnswer {
  const { branch, start_sha: start, force, actions, commit_message: message } = sent;
  const name = String(branch);
  const own = repository.branches.get(name);
  if (start !== undefined && own !== undefined && force !== true)
    return said(400, `A branch called '${name}' already exists. Switch to that branch in order to make changes`);
  const base = typeof start === "string" ? start : own;
  const files = new Map(base === undefined ? [] : repository.files(base));
  for (const { action, file_path: path, content = "", execute_filemode: runs } of actions as Action[]) {
    if (action === "create" && files.has(path)) return said(400, "A file with this name already exists");
    if (action !== "create" && !files.has(path)) return said(400, "A file with this name doesn't exist");
    if (action === "delete") files.delete(path);
    else files.set(path, { text: content, mode: runs === true ? "100755" : (files.get(path)?.mode ?? "100644") });
  }
  const made = repository.commit(String(message), repository.tree(files as Files), base === undefined ? [] : [base]);
  repository.move(name, made.sha);
  return answer(201, { id: made.sha });
}

interface Action {
  readonly action: string;
  readonly file_path: string;
  readonly content?: string;
  readonly execute_filemode?: boolean;
}

function mergeRequests({ project, method, sent, query }: On, number: string | undefined): HostAnswer {
  const { repository } = project;
  const shown = (one: MemoryRepository["requests"][number]) => ({
    iid: one.number,
    web_url: `https://gitlab.test/acme/${repository.name}/-/merge_requests/${one.number}`,
    state: one.state === "open" ? "opened" : one.state,
    title: one.title,
    description: one.description,
  });
  if (method === "GET") {
    const branch = query.get("source_branch");
    return answer(
      200,
      [...repository.requests]
        .filter((one) => one.branch === branch)
        .reverse()
        .map(shown),
    );
  }
  const known = repository.requests.find((one) => one.number === Number(number));
  if (known !== undefined) {
    known.title = String(sent.title);
    known.description = String(sent.description);
    return answer(200, shown(known));
  }
  if (repository.openRequest() !== undefined)
    return answer(409, { message: ["Another open merge request already exists for this source branch: !1"] });
  const branch = String(sent.source_branch);
  const next = {
    number: repository.requests.length + 1,
    branch,
    base: String(sent.target_branch),
    state: "open",
  } as const;
  repository.requests.push({ ...next, title: String(sent.title), description: String(sent.description) });
  return answer(201, shown(repository.requests[repository.requests.length - 1]));
}

function protectedBranches({ project, method, sent }: On, name: string | undefined): HostAnswer | undefined {
  if (method === "POST") {
    if (project.protection !== undefined) return said(409, `Protected branch 'main' already exists`);
    project.protection = {
      ...{ push: Number(sent.push_access_level), merge: Number(sent.merge_access_level) },
      allow_force_push: sent.allow_force_push === true,
      code_owner_approval_required: sent.code_owner_approval_required === true,
    };
    return answer(201, {});
  }
  const live = project.protection;
  if (name !== "main" || live === undefined) return undefined;
  if (method === "DELETE") project.protection = undefined;
  if (method === "PATCH") Object.assign(live, sent);
  return answer(method === "DELETE" ? 204 : 200, {
    push_access_levels: [{ access_level: live.push }],
    merge_access_levels: [{ access_level: live.merge }],
    allow_force_push: live.allow_force_push,
    code_owner_approval_required: live.code_owner_approval_required,
  });
}

function protectedEnvironments({ project, method, sent }: On, name: string | undefined): HostAnswer | undefined {
  const all = project.protectedEnvironments;
  if (method === "GET") {
    const shown = [...all].map(([one, levels]) => ({ name: one, deploy_access_levels: levels }));
    return answer(200, shown);
  }
  const levels = sent.deploy_access_levels as {
    id?: number;
    _destroy?: boolean;
    user_id?: number;
    group_id?: number;
  }[];
  const known = name === undefined ? undefined : all.get(name);
  if (method === "POST" && all.has(String(sent.name))) return said(409, "Protected environment already exists");
  if (method === "PUT" && known === undefined) return undefined;
  const gone = levels.filter((one) => one._destroy === true).map(({ id }) => id);
  const kept = (known ?? []).filter(({ id }) => !gone.includes(id));
  const added = levels.filter((one) => one._destroy !== true);
  const next = [...kept, ...added].map((one, id) => ({ ...one, id: one.id ?? 100 + id }));
  all.set(name ?? String(sent.name), next);
  return answer(method === "POST" ? 201 : 200, {});
}

function people({ project, method, sent }: On, kind: string, rest: readonly string[]): HostAnswer | undefined {
  if (kind === "share") {
    project.shares.push({ group_id: Number(sent.group_id), group_access_level: Number(sent.group_access) });
    return answer(201, {});
  }
  if (kind !== "members") return undefined;
  if (method === "POST") {
    project.members.set(Number(sent.user_id), Number(sent.access_level));
    return answer(201, {});
  }
  const level = project.members.get(Number(rest[1]));
  return level === undefined ? undefined : answer(200, { access_level: level });
}
