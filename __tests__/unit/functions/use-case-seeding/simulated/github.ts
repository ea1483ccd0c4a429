import type { HostAnswer, HostRequest, Transport } from "../../../../../functions/code-host";
import { answer, type Body, contents, gitData, type On, pulls, said } from "./github-objects";
import { MemoryRepository } from "./repository";

interface Environment {
  reviewers: { readonly type: string; readonly id: number }[];
  policy: { readonly protected_branches: boolean; readonly custom_branch_policies: boolean } | null;
  readonly variables: Map<string, string>;
}
interface Protection {
  readonly required_status_checks: { readonly checks: readonly { readonly context: string }[] } | null;
  readonly enforce_admins: boolean;
  readonly required_pull_request_reviews: Readonly<Record<string, unknown>> | null;
  readonly allow_force_pushes: boolean;
  readonly allow_deletions: boolean;
}

/**
 * GitHub in memory, with the answers that its documentation and descriptions say: 409 of an empty repository's Git database, 422 where a
 * name is taken, a reference is there or a move is no fast forward.
 *
 * @see https://docs.github.com/en/rest
 */
export class SimulatedGitHub {
  readonly repositories = new Map<string, MemoryRepository>();
  readonly protections = new Map<string, Protection>();
  readonly environments = new Map<string, Map<string, Environment>>();
  readonly teams = new Map<string, Map<string, string>>();
  readonly requests: HostRequest[] = [];
  created = 0;
  /** Plan without protection of private repositories. */
  isFree = false;
  defaultBranch = "main";

  constructor(
    readonly organization: string,
    readonly ids: Readonly<Record<string, number>>,
  ) {}

  readonly send: Transport = async (request) => {
    await Promise.resolve();
    this.requests.push(request);
    const [path, query = ""] = request.path.split("?");
    const parts = path.split("/").slice(1).map(decodeURIComponent);
    return this.route(request, parts, new URLSearchParams(query)) ?? said(404, "Not Found");
  };

  repository(name: string): MemoryRepository {
    const found = this.repositories.get(name);
    if (found === undefined) throw new Error(`no repository ${name}`);
    return found;
  }

  environment(name: string, environment: string): Environment | undefined {
    return this.environments.get(name)?.get(environment);
  }

  isProtected(name: string): boolean {
    const protection = this.protections.get(name);
    return (
      protection?.required_pull_request_reviews?.require_code_owner_reviews === true &&
      protection.enforce_admins &&
      !protection.allow_force_pushes
    );
  }

  private route({ method, body }: HostRequest, parts: readonly string[], query: URLSearchParams) {
    const [root, owner, name, kind, ...rest] = parts;
    const sent = (body ?? {}) as Body;
    if (root === "users") return this.known(owner);
    if (root === "orgs" && name === "repos" && owner === this.organization) return this.create(sent);
    if (root === "orgs" && name === "teams" && rest.length === 0) return this.known(`${owner}/${kind}`);
    if (root === "orgs" && name === "teams") return this.letIn(`${owner}/${kind}`, kind, rest[2], sent);
    const repository = owner === this.organization ? this.repositories.get(name) : undefined;
    if (root !== "repos" || repository === undefined) return undefined;
    const on = { repository, method, sent, query };
    if (kind === undefined) return this.whole(on);
    if (kind === "git") return gitData(on, rest);
    if (kind === "contents") return contents(on, rest.join("/"));
    if (kind === "pulls") return pulls(on, rest[0]);
    if (kind === "branches") return this.protection(on);
    if (kind === "teams") return answer(200, this.teamsOf(name));
    if (kind === "environments") return this.environmentRoute(on, rest);
    return undefined;
  }

  private known(name: string): HostAnswer | undefined {
    return Object.hasOwn(this.ids, name) ? answer(200, { id: this.ids[name] }) : undefined;
  }

  /** Repository that people have made. */
  add(name: string): MemoryRepository {
    const made = new MemoryRepository(name, this.defaultBranch);
    this.repositories.set(name, made);
    return made;
  }

  private create({ name, private: isPrivate }: Body): HostAnswer {
    if (this.repositories.has(String(name)))
      return said(422, "Repository creation failed.: name already exists on this account");
    const made = this.add(String(name));
    made.public = isPrivate !== true;
    this.created++;
    return answer(201, repositoryView(made));
  }

  private letIn(known: string, team: string, name: string, { permission }: Body): HostAnswer | undefined {
    if (!Object.hasOwn(this.ids, known)) return undefined;
    this.teams.set(name, new Map(this.teams.get(name)).set(team, String(permission)));
    return answer(204);
  }

  private teamsOf = (name: string) =>
    [...(this.teams.get(name) ?? [])].map(([slug, permission]) => ({ slug, permission }));

  private whole({ repository, method, sent }: On): HostAnswer {
    if (method === "PATCH") {
      if (!repository.branches.has(String(sent.default_branch))) return said(422, "The branch was not found.");
      repository.defaultBranch = String(sent.default_branch);
    }
    return answer(200, repositoryView(repository));
  }

  private protection({ repository, method, sent }: On): HostAnswer {
    if (this.isFree) return said(403, "Upgrade to GitHub Pro or make this repository public to enable this feature.");
    if (!repository.branches.has("main")) return said(404, "Branch not found");
    if (method === "PUT") this.protections.set(repository.name, sent as unknown as Protection);
    const live = this.protections.get(repository.name);
    return live === undefined ? said(404, "Branch not protected") : answer(200, protectionView(live));
  }

  private environmentRoute({ repository, method, sent }: On, [name, what, variable]: readonly string[]) {
    const all = this.environments.get(repository.name) ?? new Map<string, Environment>();
    this.environments.set(repository.name, all);
    const live = all.get(name);
    if (what === "variables") return live && this.variable(repository.name, live, { method, sent, variable });
    if (method === "PUT") {
      const next = live ?? { reviewers: [], policy: null, variables: new Map<string, string>() };
      next.reviewers = (sent.reviewers ?? []) as Environment["reviewers"];
      next.policy = sent.deployment_branch_policy as Environment["policy"];
      all.set(name, next);
      return answer(200, environmentView(name, next));
    }
    return live && answer(200, environmentView(name, live));
  }

  private variable(name: string, live: Environment, { method, sent, variable }: Variable): HostAnswer | undefined {
    if (method === "GET")
      return answer(200, { variables: [...live.variables].map(([key, value]) => ({ name: key, value })) });
    const isThere = live.variables.has(String(sent.name));
    if (method === "POST" && isThere) return said(409, "Already exists");
    if (method === "PATCH" && !live.variables.has(variable ?? "")) return undefined;
    // No job may learn of a role before what protects it is there.
    if (!this.isProtected(name) || live.policy?.protected_branches !== true)
      throw new Error(`a variable before the protection of ${name}`);
    live.variables.set(String(sent.name), String(sent.value));
    return answer(method === "POST" ? 201 : 204);
  }
}

interface Variable {
  readonly method: string;
  readonly sent: Body;
  readonly variable: string | undefined;
}

const repositoryView = (repository: MemoryRepository) => ({
  name: repository.name,
  html_url: `https://github.test/acme/${repository.name}`,
  archived: repository.archived,
  private: !repository.public,
  default_branch: repository.defaultBranch,
});

const environmentView = (name: string, { reviewers, policy }: Environment) => ({
  name,
  protection_rules:
    reviewers.length === 0
      ? []
      : [{ type: "required_reviewers", reviewers: reviewers.map(({ type, id }) => ({ type, reviewer: { id } })) }],
  deployment_branch_policy: policy,
});

function protectionView({ required_status_checks: checks, ...live }: Protection) {
  return {
    required_status_checks: checks && {
      contexts: checks.checks.map(({ context }) => context),
      checks: checks.checks.map((check) => ({ app_id: null, ...check })),
    },
    enforce_admins: { enabled: live.enforce_admins },
    required_pull_request_reviews: live.required_pull_request_reviews,
    allow_force_pushes: { enabled: live.allow_force_pushes },
    allow_deletions: { enabled: live.allow_deletions },
  };
}
