import type { Call } from "../family";
import type { Host } from "../host";
import type { RepositoryRecord } from "../state";
import { repositoryApi } from "./addresses";
import { invalidField } from "./refusals";
import { simpleUser, teamView } from "./views";

/** Names that a rule is for. */
interface Names {
  readonly users?: readonly string[];
  readonly teams?: readonly string[];
  readonly apps?: readonly string[];
}

/** Protection of a branch, as it is set. */
interface Protection {
  readonly required_status_checks?: {
    readonly strict: boolean;
    readonly contexts?: readonly string[];
    readonly checks?: readonly { readonly context: string; readonly app_id?: number }[];
  } | null;
  readonly enforce_admins?: boolean | null;
  readonly required_pull_request_reviews?: Record<string, unknown> | null;
  readonly restrictions?: Names | null;
  readonly [member: string]: unknown;
}

const FLAGS = [
  ...(["required_linear_history", "allow_force_pushes", "allow_deletions", "block_creations"] as const),
  ...(["required_conversation_resolution", "lock_branch", "allow_fork_syncing"] as const),
];

/** Protection to keep. @throws HostError where it names users or teams that the host does not know */
export function storedProtection(host: Host, record: RepositoryRecord, body: Call["body"]): Record<string, unknown> {
  const { restrictions, required_pull_request_reviews: reviews } = body as Protection;
  const { dismissal_restrictions: dismissal, bypass_pull_request_allowances: bypass } = (reviews ?? {}) as Record<
    string,
    Names | undefined
  >;
  for (const names of [restrictions, dismissal, bypass]) requireKnown(host, record, names ?? {});
  return { ...body };
}

function requireKnown(host: Host, { owner }: RepositoryRecord, { users = [], teams = [] }: Names): void {
  const unknown = [
    ...users.filter((login) => host.user(login) === undefined),
    ...teams.filter((slug) => teamOf(host, owner, slug) === undefined),
  ];
  if (unknown.length > 0)
    throw invalidField(host, {
      resource: "ProtectedBranch",
      field: "restrictions",
      code: "invalid",
      message: `not found: ${unknown.join(", ")}`,
    });
}

const teamOf = (host: Host, organization: string, slug: string) =>
  host.state.teams.find((team) => team.organization === organization && team.slug === slug);

/** Protection of a branch, as GitHub answers it: what is not set is left out. */
export function protectionView(host: Host, record: RepositoryRecord, branch: string): Record<string, unknown> {
  const url = `${repositoryApi(host, record)}/branches/${branch}/protection`;
  const stored = record.protections[branch] as Protection;
  const { required_status_checks: checks, required_pull_request_reviews: reviews, restrictions } = stored;
  return {
    url,
    ...(checks === null || checks === undefined
      ? {}
      : { required_status_checks: checksView(`${url}/required_status_checks`, checks) }),
    ...(reviews === null || reviews === undefined
      ? {}
      : { required_pull_request_reviews: reviewsView(host, record, `${url}/required_pull_request_reviews`, reviews) }),
    ...(restrictions === null || restrictions === undefined
      ? {}
      : { restrictions: namesView(host, record, `${url}/restrictions`, restrictions) }),
    required_signatures: { url: `${url}/required_signatures`, enabled: false },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: stored.enforce_admins === true },
    ...Object.fromEntries(FLAGS.map((name) => [name, { enabled: stored[name] === true }])),
  };
}

function checksView(url: string, { strict, contexts = [], checks }: NonNullable<Protection["required_status_checks"]>) {
  const all = checks ?? contexts.map((context) => ({ context }));
  return {
    url,
    strict,
    contexts: all.map(({ context }) => context),
    contexts_url: `${url}/contexts`,
    checks: all.map(({ context, ...rest }) => ({
      context,
      app_id: "app_id" in rest && rest.app_id !== -1 ? (rest.app_id ?? null) : null,
    })),
  };
}

function reviewsView(host: Host, record: RepositoryRecord, url: string, reviews: Record<string, unknown>) {
  const { dismissal_restrictions: dismissal, bypass_pull_request_allowances: bypass } = reviews as Record<
    string,
    Names | undefined
  >;
  const isGiven = (names: Names | undefined): names is Names => names !== undefined && Object.keys(names).length > 0;
  const { users, teams, apps } = isGiven(bypass)
    ? accountsView(host, record, bypass)
    : { users: [], teams: [], apps: [] };
  return {
    url,
    dismiss_stale_reviews: reviews.dismiss_stale_reviews === true,
    require_code_owner_reviews: reviews.require_code_owner_reviews === true,
    require_last_push_approval: reviews.require_last_push_approval === true,
    required_approving_review_count: Number(reviews.required_approving_review_count ?? 1),
    ...(isGiven(dismissal)
      ? { dismissal_restrictions: namesView(host, record, `${url}/dismissal_restrictions`, dismissal) }
      : {}),
    ...(isGiven(bypass) ? { bypass_pull_request_allowances: { users, teams, apps } } : {}),
  };
}

function namesView(host: Host, record: RepositoryRecord, url: string, names: Names) {
  const { users, teams, apps } = accountsView(host, record, names);
  return { url, users_url: `${url}/users`, teams_url: `${url}/teams`, apps_url: `${url}/apps`, users, teams, apps };
}

function accountsView(host: Host, { owner }: RepositoryRecord, { users = [], teams = [] }: Names) {
  const known = teams.flatMap((slug) => teamOf(host, owner, slug) ?? []);
  return {
    users: users.map((login) => simpleUser(host, login)),
    teams: known.map((team) => teamView(host, team)),
    apps: [],
  };
}
