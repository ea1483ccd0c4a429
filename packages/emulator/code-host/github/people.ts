import type { Call, Operation } from "../family";
import { type ApiAnswer, textOf } from "../http/call";
import type { TeamRecord } from "../state";
import { callerOf, repositoryOf } from "./access";
import { organizationView } from "./organizations";
import { page } from "./lists";
import { notFound, refusal } from "./refusals";
import { minimalRepository, simpleUser, teamView } from "./views";

const TEAM = "/orgs/{org}/teams/{team_slug}";
const ACCESS = `${TEAM}/repos/{owner}/{repo}`;

/** Users, teams and the access of teams to repositories. */
export const PEOPLE: readonly Operation[] = [
  { id: "users/get-authenticated", method: "GET", path: "/user", handle: getSelf },
  { id: "users/get-by-username", method: "GET", path: "/users/{username}", handle: getUser },
  { id: "teams/list", method: "GET", path: "/orgs/{org}/teams", handle: listTeams },
  { id: "teams/get-by-name", method: "GET", path: TEAM, handle: getTeam },
  { id: "teams/list-repos-in-org", method: "GET", path: `${TEAM}/repos`, handle: listRepositories },
  { id: "teams/check-permissions-for-repo-in-org", method: "GET", path: ACCESS, handle: checkAccess },
  { id: "teams/add-or-update-repo-permissions-in-org", method: "PUT", path: ACCESS, handle: putAccess },
  { id: "teams/remove-repo-in-org", method: "DELETE", path: ACCESS, handle: removeAccess },
  { id: "repos/list-teams", method: "GET", path: "/repos/{owner}/{repo}/teams", handle: listOfRepository },
  {
    id: "repos/check-collaborator",
    method: "GET",
    path: "/repos/{owner}/{repo}/collaborators/{username}",
    handle: checkCollaborator,
  },
  {
    id: "repos/add-collaborator",
    method: "PUT",
    path: "/repos/{owner}/{repo}/collaborators/{username}",
    handle: addCollaborator,
  },
];

interface Account {
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly createdAt: string;
}

function accountView({ host }: Call, { login, name, email, createdAt }: Account): Record<string, unknown> {
  return {
    ...simpleUser(host, login),
    user_view_type: "public",
    name,
    company: null,
    blog: "",
    location: null,
    email,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: createdAt,
    updated_at: createdAt,
  };
}

function getSelf(call: Call): ApiAnswer {
  const caller = callerOf(call);
  const user = call.host.user(caller.login);
  if (caller.kind !== "user" || user === undefined)
    throw refusal(call.host, 403, "Resource not accessible by integration");
  return { status: 200, body: accountView(call, user) };
}

/** An organization is an account, too. */
function getUser(call: Call): ApiAnswer {
  const { host, labels } = call;
  const organization = host.organization(labels.username);
  const account =
    organization === undefined
      ? host.user(labels.username)
      : { ...organization, login: organization.path, email: null };
  if (account === undefined) throw notFound(host);
  return { status: 200, body: accountView(call, account) };
}

/** Teams are seen by members of their organization, and by apps that are installed there. */
function requireMember(call: Call): void {
  const { host, labels } = call;
  const caller = callerOf(call);
  const organization = host.organization(labels.org);
  const isMember =
    caller.kind === "user"
      ? organization?.members[caller.login] !== undefined
      : caller.organization === organization?.path;
  if (organization === undefined || !isMember) throw notFound(host);
  const { permissions, scopes = [] } = caller;
  const mayRead =
    permissions === undefined
      ? scopes.some((scope) => ["repo", "read:org", "write:org", "admin:org"].includes(scope))
      : permissions.members !== undefined;
  if (!mayRead)
    throw refusal(
      host,
      403,
      caller.kind === "installation"
        ? "Resource not accessible by integration"
        : "Must be an organization member with the scope read:org",
    );
}

function teamOf(call: Call): TeamRecord {
  requireMember(call);
  const { org, team_slug: slug } = call.labels;
  const team = call.host.state.teams.find((one) => one.organization === org && one.slug === slug.toLowerCase());
  if (team === undefined) throw notFound(call.host);
  return team;
}

function listTeams(call: Call): ApiAnswer {
  requireMember(call);
  const teams = call.host.state.teams.filter(({ organization }) => organization === call.labels.org);
  return page(
    call,
    teams.map((team) => teamView(call.host, team)),
  );
}

function getTeam(call: Call): ApiAnswer {
  const { host } = call;
  const team = teamOf(call);
  const organization = host.organization(team.organization);
  if (organization === undefined) throw notFound(host);
  const repositories = host.state.repositories.filter(
    ({ owner, teams }) => owner === team.organization && teams[team.slug] !== undefined,
  );
  const body = {
    ...teamView(host, team),
    members_count: team.members.length,
    repos_count: repositories.length,
    created_at: organization.createdAt,
    updated_at: organization.createdAt,
    organization: organizationView(host, organization),
  };
  return { status: 200, body };
}

function listRepositories(call: Call): ApiAnswer {
  const { slug, organization } = teamOf(call);
  const repositories = call.host.state.repositories.filter(
    ({ owner, teams }) => owner === organization && teams[slug] !== undefined,
  );
  return page(call, repositories, (some) => some.map((one) => minimalRepository(call.host, one)));
}

function checkAccess(call: Call): ApiAnswer {
  const { slug } = teamOf(call);
  if (repositoryOf(call, "metadata", "read").teams[slug] === undefined) throw notFound(call.host);
  return { status: 204 };
}

const PERMISSIONS = ["pull", "triage", "push", "maintain", "admin"];

function putAccess(call: Call): ApiAnswer {
  const { host, body } = call;
  const { slug } = teamOf(call);
  const record = repositoryOf(call, "administration", "write");
  const permission = textOf(body.permission) || "pull";
  if (!PERMISSIONS.includes(permission)) throw refusal(host, 422, "Validation Failed");
  record.teams[slug] = permission;
  host.changed();
  return { status: 204 };
}

function removeAccess(call: Call): ApiAnswer {
  const { slug } = teamOf(call);
  delete repositoryOf(call, "administration", "write").teams[slug];
  call.host.changed();
  return { status: 204 };
}

function listOfRepository(call: Call): ApiAnswer {
  const { host } = call;
  const record = repositoryOf(call, "administration", "read");
  const teams = host.state.teams.filter(
    ({ organization, slug }) => organization === record.owner && record.teams[slug] !== undefined,
  );
  return page(
    call,
    teams.map((team) => ({ ...teamView(host, team), permission: record.teams[team.slug] })),
  );
}

function checkCollaborator(call: Call): ApiAnswer {
  const record = repositoryOf(call, "metadata", "read");
  if (record.collaborators[call.labels.username] === undefined) throw notFound(call.host);
  return { status: 204 };
}

/** Members of the organization are collaborators at once; everybody else is invited, which is not served. */
function addCollaborator(call: Call): ApiAnswer {
  const { host, labels, body } = call;
  const record = repositoryOf(call, "administration", "write");
  const isMember = host.organization(record.owner)?.members[labels.username] !== undefined;
  if (host.user(labels.username) === undefined) throw notFound(host);
  if (!isMember) throw refusal(host, 501, "the code host does not implement invitations of repos/add-collaborator");
  record.collaborators[labels.username] = textOf(body.permission) || "push";
  host.changed();
  return { status: 204 };
}
