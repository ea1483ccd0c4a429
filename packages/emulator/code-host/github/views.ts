import type { Host } from "../host";
import type { Caller } from "../family";
import type { RepositoryRecord, TeamRecord } from "../state";
import { roleOf } from "./access";
import { apiUrl, nodeId, repositoryApi, repositoryPage } from "./addresses";

/** Account of a user, an organization or an app's bot, as other objects contain it. */
export function simpleUser(host: Host, login: string): Record<string, unknown> {
  const user = host.user(login);
  const organization = user === undefined ? host.organization(login) : undefined;
  const id = user?.id ?? organization?.id ?? 1;
  const api = `${apiUrl(host)}/users/${login}`;
  const type = organization !== undefined ? "Organization" : login.endsWith("[bot]") ? "Bot" : "User";
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: `${host.url}/avatars/${id}`,
    gravatar_id: "",
    url: api,
    html_url: `${host.url}/${login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type,
    site_admin: false,
  };
}

/** Team, as other objects contain it. */
export function teamView(host: Host, { id, slug, organization }: TeamRecord): Record<string, unknown> {
  const organizationId = host.organization(organization)?.id ?? 0;
  const api = `${apiUrl(host)}/organizations/${organizationId}/team/${id}`;
  return {
    id,
    node_id: nodeId("Team", id),
    name: slug,
    slug,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "pull",
    url: api,
    html_url: `${host.url}/orgs/${organization}/teams/${slug}`,
    members_url: `${api}/members{/member}`,
    repositories_url: `${api}/repos`,
    type: "organization",
    organization_id: organizationId,
    parent: null,
  };
}

/** Members of a repository's API that hold addresses alone, with the rest of each. */
const TEMPLATES = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
} as const;

/** Settings of a new repository that an update changes. */
export const REPOSITORY_SETTINGS: Readonly<Record<string, unknown>> = {
  has_issues: true,
  has_projects: true,
  has_wiki: true,
  has_downloads: true,
  has_discussions: false,
  is_template: false,
  homepage: null,
  allow_squash_merge: true,
  allow_merge_commit: true,
  allow_rebase_merge: true,
  allow_auto_merge: false,
  delete_branch_on_merge: false,
  allow_update_branch: false,
  web_commit_signoff_required: false,
};

/** Repository, as lists and other objects contain it. */
export function minimalRepository(host: Host, record: RepositoryRecord): Record<string, unknown> {
  const api = repositoryApi(host, record);
  const addresses = Object.entries(TEMPLATES).map(([name, rest]) => [name, `${api}${rest}`]);
  return {
    id: record.id,
    node_id: nodeId("Repository", record.id),
    name: record.name,
    full_name: `${record.owner}/${record.name}`,
    owner: simpleUser(host, record.owner),
    private: record.visibility !== "public",
    html_url: repositoryPage(host, record),
    description: record.description,
    fork: false,
    url: api,
    ...(Object.fromEntries(addresses) as Record<string, string>),
  };
}

/** Repository with everything that GitHub tells of it. */
export function fullRepository(
  host: Host,
  record: RepositoryRecord,
  caller: Caller | undefined,
): Record<string, unknown> {
  const page = repositoryPage(host, record);
  const role = caller === undefined ? 1 : caller.kind === "user" ? roleOf(host, record, caller.login) : 0;
  const { host: name } = new URL(host.url);
  const open = record.changes.filter(({ state }) => state === "open").length;
  return {
    ...minimalRepository(host, record),
    ...REPOSITORY_SETTINGS,
    ...record.settings,
    ...(host.organization(record.owner) === undefined ? {} : { organization: simpleUser(host, record.owner) }),
    clone_url: `${page}.git`,
    git_url: `git://${name}/${record.owner}/${record.name}.git`,
    ssh_url: `git@${name}:${record.owner}/${record.name}.git`,
    svn_url: page,
    mirror_url: null,
    default_branch: record.defaultBranch,
    visibility: record.visibility,
    archived: record.archived,
    disabled: false,
    has_pages: false,
    language: null,
    license: null,
    topics: record.topics,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    subscribers_count: 0,
    network_count: 0,
    open_issues: open,
    open_issues_count: open,
    size: 0,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    pushed_at: record.pushedAt ?? record.createdAt,
    permissions: { pull: role >= 1, triage: role >= 2, push: role >= 3, maintain: role >= 4, admin: role >= 5 },
  };
}
