import type { Call, Operation } from "../family";
import { type ApiAnswer, textOf } from "../http/call";
import { type EnvironmentRecord, now, type RepositoryRecord } from "../state";
import { repositoryOf, roleOf } from "./access";
import { nodeId, repositoryApi, repositoryPage } from "./addresses";
import { notFound, refusal } from "./refusals";
import { simpleUser, teamView } from "./views";

const PATH = "/repos/{owner}/{repo}/environments";
const ONE = `${PATH}/{environment_name}`;
const POLICIES = `${ONE}/deployment-branch-policies`;

/** Environments with who releases deployments to them, and from which branches. */
export const ENVIRONMENTS: readonly Operation[] = [
  { id: "repos/get-all-environments", method: "GET", path: PATH, handle: list },
  { id: "repos/get-environment", method: "GET", path: ONE, handle: get },
  { id: "repos/create-or-update-environment", method: "PUT", path: ONE, handle: put },
  { id: "repos/delete-an-environment", method: "DELETE", path: ONE, handle: remove },
  { id: "repos/list-deployment-branch-policies", method: "GET", path: POLICIES, handle: listPolicies },
  { id: "repos/create-deployment-branch-policy", method: "POST", path: POLICIES, handle: createPolicy },
  {
    id: "repos/delete-deployment-branch-policy",
    method: "DELETE",
    path: `${POLICIES}/{branch_policy_id}`,
    handle: removePolicy,
  },
];

interface Reviewer {
  readonly type: "User" | "Team";
  readonly id: number;
}

interface Settings {
  readonly wait_timer?: number;
  readonly prevent_self_review?: boolean;
  readonly reviewers?: readonly Reviewer[] | null;
  readonly deployment_branch_policy?: {
    readonly protected_branches: boolean;
    readonly custom_branch_policies: boolean;
  } | null;
}

const MOST_REVIEWERS = 6;

/** Environment of a call. @throws HostError where there is none */
export function environmentOf({ host, labels }: Call, record: RepositoryRecord): EnvironmentRecord {
  const found = byName(record, labels.environment_name);
  if (found === undefined) throw notFound(host);
  return found;
}

const byName = ({ environments }: RepositoryRecord, name: string): EnvironmentRecord | undefined =>
  environments.find((one) => one.name.toLowerCase() === name.toLowerCase());

function list(call: Call): ApiAnswer {
  const record = repositoryOf(call, "actions", "read");
  const environments = record.environments.map((one) => view(call, record, one));
  return { status: 200, body: { total_count: environments.length, environments } };
}

function get(call: Call): ApiAnswer {
  const record = repositoryOf(call, "actions", "read");
  return { status: 200, body: view(call, record, environmentOf(call, record)) };
}

function put(call: Call): ApiAnswer {
  const { host, labels } = call;
  const record = repositoryOf(call, "administration", "write");
  const settings = call.body as Settings;
  requireValid(call, record, settings);
  let environment = byName(record, labels.environment_name);
  if (environment === undefined) {
    const name = labels.environment_name;
    environment = { id: host.nextId(), name, settings: {}, branchPolicies: [], createdAt: now(), updatedAt: now() };
    record.environments.push(environment);
  }
  environment.settings = { ...settings };
  environment.updatedAt = now();
  if (settings.deployment_branch_policy?.custom_branch_policies !== true) environment.branchPolicies = [];
  host.changed();
  return { status: 200, body: view(call, record, environment) };
}

function requireValid(
  { host }: Call,
  record: RepositoryRecord,
  { reviewers, deployment_branch_policy: policy, wait_timer: wait }: Settings,
): void {
  const list = reviewers ?? [];
  if (list.length > MOST_REVIEWERS) throw refusal(host, 422, `Validation Failed: at most ${MOST_REVIEWERS} reviewers`);
  const isKnown = ({ type, id }: Reviewer): boolean => {
    if (type === "Team") return host.state.teams.some((team) => team.id === id && team.organization === record.owner);
    const user = host.state.users.find((one) => one.id === id);
    return user !== undefined && roleOf(host, record, user.login) > 0;
  };
  const unknown = list.filter((one) => !isKnown(one));
  if (unknown.length > 0)
    throw refusal(
      host,
      422,
      `Validation Failed: reviewers without access to the repository: ${unknown.map(({ type, id }) => `${type} ${id}`).join(", ")}`,
    );
  if (policy && policy.protected_branches === policy.custom_branch_policies)
    throw refusal(
      host,
      422,
      "Validation Failed: protected_branches and custom_branch_policies cannot have the same value",
    );
  if (wait !== undefined && (wait < 0 || wait > 43_200))
    throw refusal(host, 422, "Validation Failed: wait_timer must be between 0 and 43200");
}

function view({ host }: Call, record: RepositoryRecord, environment: EnvironmentRecord): Record<string, unknown> {
  const { id, name, createdAt, updatedAt } = environment;
  const settings = environment.settings as Settings;
  const rule = (type: string, more: object) => ({
    id: id * 10 + type.length,
    node_id: nodeId("Gate", `${id}:${type}`),
    type,
    ...more,
  });
  const reviewers = (settings.reviewers ?? []).map(({ type, id: reviewer }) => ({
    type,
    reviewer: reviewerView(host, type, reviewer),
  }));
  const policy = settings.deployment_branch_policy ?? null;
  return {
    id,
    node_id: nodeId("Environment", id),
    name,
    url: `${repositoryApi(host, record)}/environments/${encodeURIComponent(name)}`,
    html_url: `${repositoryPage(host, record)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    created_at: createdAt,
    updated_at: updatedAt,
    protection_rules: [
      ...(settings.wait_timer ? [rule("wait_timer", { wait_timer: settings.wait_timer })] : []),
      ...(reviewers.length === 0
        ? []
        : [rule("required_reviewers", { prevent_self_review: settings.prevent_self_review === true, reviewers })]),
      ...(policy === null ? [] : [rule("branch_policy", {})]),
    ],
    deployment_branch_policy: policy,
  };
}

function reviewerView(host: Call["host"], type: Reviewer["type"], id: number): Record<string, unknown> | undefined {
  const team = type === "Team" ? host.state.teams.find((one) => one.id === id) : undefined;
  if (team !== undefined) return teamView(host, team);
  const user = host.state.users.find((one) => one.id === id);
  return user === undefined ? undefined : simpleUser(host, user.login);
}

function remove(call: Call): ApiAnswer {
  const record = repositoryOf(call, "administration", "write");
  const environment = environmentOf(call, record);
  record.environments.splice(record.environments.indexOf(environment), 1);
  record.variables = record.variables.filter(({ scope }) => scope !== environment.name);
  call.host.changed();
  return { status: 204 };
}

const policyView = ({ id, name, type }: EnvironmentRecord["branchPolicies"][number]) => ({
  id,
  node_id: nodeId("GateBranchPolicy", id),
  name,
  type,
});

function listPolicies(call: Call): ApiAnswer {
  const { branchPolicies } = environmentOf(call, repositoryOf(call, "actions", "read"));
  return { status: 200, body: { total_count: branchPolicies.length, branch_policies: branchPolicies.map(policyView) } };
}

function createPolicy(call: Call): ApiAnswer {
  const { host, body } = call;
  const environment = environmentOf(call, repositoryOf(call, "administration", "write"));
  // Without custom policies the environment has no list that it could be put on.
  if ((environment.settings as Settings).deployment_branch_policy?.custom_branch_policies !== true)
    throw notFound(host);
  const name = textOf(body.name);
  const there = environment.branchPolicies.find((one) => one.name === name);
  if (there !== undefined) return { status: 303 };
  const policy = { id: host.nextId(), name, type: (body.type as string | undefined) ?? "branch" };
  environment.branchPolicies.push(policy);
  host.changed();
  return { status: 200, body: policyView(policy) };
}

function removePolicy(call: Call): ApiAnswer {
  const environment = environmentOf(call, repositoryOf(call, "administration", "write"));
  const index = environment.branchPolicies.findIndex(({ id }) => String(id) === call.labels.branch_policy_id);
  if (index < 0) throw notFound(call.host);
  environment.branchPolicies.splice(index, 1);
  call.host.changed();
  return { status: 204 };
}
