import type { Commit } from "../git/commits";
import type { Host } from "../host";
import type { OrganizationRecord, RepositoryRecord } from "../state";
import { levelInGroup } from "./access";

/** User, as other objects contain it. */
export function userView(host: Host, login: string): Record<string, unknown> {
  const user = host.user(login);
  return {
    id: user?.id ?? 0,
    username: login,
    name: user?.name ?? login,
    state: "active",
    locked: false,
    avatar_url: null,
    web_url: `${host.url}/${login}`,
  };
}

/** Group. */
export function groupView(host: Host, { id, path, name, createdAt }: OrganizationRecord): Record<string, unknown> {
  const parent = host.organization(path.slice(0, Math.max(path.lastIndexOf("/"), 0)));
  return {
    id,
    web_url: `${host.url}/groups/${path}`,
    name,
    path: path.slice(path.lastIndexOf("/") + 1),
    description: "",
    visibility: "private",
    full_name: path.split("/").join(" / "),
    full_path: path,
    parent_id: parent?.id ?? null,
    avatar_url: null,
    created_at: createdAt,
  };
}

/** Namespace of a group or a user. */
export function namespaceView(host: Host, path: string): Record<string, unknown> {
  const group = host.organization(path);
  const parent = host.organization(path.slice(0, Math.max(path.lastIndexOf("/"), 0)));
  return {
    id: group?.id ?? host.user(path)?.id ?? 0,
    name: group?.name ?? path,
    path: path.slice(path.lastIndexOf("/") + 1),
    kind: group === undefined ? "user" : "group",
    full_path: path,
    parent_id: parent?.id ?? null,
    avatar_url: null,
    members_count_with_descendants: 0,
    billable_members_count: 0,
    plan: host.definition.tier ?? "premium",
    trial: false,
    web_url: `${host.url}/${group === undefined ? "" : "groups/"}${path}`,
  };
}

/** Settings of a new project that an update changes. */
export const PROJECT_SETTINGS: Readonly<Record<string, unknown>> = {
  merge_method: "merge",
  squash_option: "default_off",
  only_allow_merge_if_pipeline_succeeds: false,
  only_allow_merge_if_all_discussions_are_resolved: false,
  remove_source_branch_after_merge: true,
  issues_access_level: "enabled",
  merge_requests_access_level: "enabled",
  builds_access_level: "enabled",
  wiki_access_level: "enabled",
  environments_access_level: "enabled",
  shared_runners_enabled: true,
  ci_config_path: "",
  ci_id_token_sub_claim_components: ["project_path", "ref_type", "ref"],
  ci_push_repository_for_job_token_allowed: false,
  auto_devops_enabled: false,
  request_access_enabled: true,
  printing_merge_request_link_enabled: true,
};

/** Project, with everything that is asked of it here. `isEmpty` has no branch yet. */
export function projectView(
  host: Host,
  record: RepositoryRecord,
  isEmpty: boolean,
  login?: string,
): Record<string, unknown> {
  const path = `${record.owner}/${record.name}`;
  const web = `${host.url}/${path}`;
  const level = login === undefined ? 0 : levelInGroup(host, record.owner, login);
  const api = `${host.url}/api/v4/projects/${record.id}`;
  return {
    id: record.id,
    name: record.settings.title ?? record.name,
    path: record.name,
    name_with_namespace: path.split("/").join(" / "),
    path_with_namespace: path,
    description: record.description,
    created_at: record.createdAt,
    last_activity_at: record.pushedAt ?? record.updatedAt,
    updated_at: record.updatedAt,
    default_branch: isEmpty ? null : record.defaultBranch,
    topics: record.topics,
    tag_list: record.topics,
    visibility: record.visibility,
    archived: record.archived,
    empty_repo: isEmpty,
    ssh_url_to_repo: `git@${new URL(host.url).hostname}:${path}.git`,
    http_url_to_repo: `${web}.git`,
    web_url: web,
    readme_url: null,
    avatar_url: null,
    star_count: 0,
    forks_count: 0,
    creator_id: host.user(record.creator)?.id ?? 0,
    namespace: namespaceView(host, record.owner),
    shared_with_groups: sharesOf(host, record),
    ...PROJECT_SETTINGS,
    ...settingsOnly(record.settings),
    permissions: {
      project_access: null,
      group_access: level === 0 ? null : { access_level: level, notification_level: 3 },
    },
    _links: {
      self: api,
      repo_branches: `${api}/repository/branches`,
      merge_requests: `${api}/merge_requests`,
      members: `${api}/members`,
    },
  };
}

/** Groups with which a project is shared. */
const sharesOf = (host: Host, { teams }: RepositoryRecord): Record<string, unknown>[] =>
  Object.entries(teams).map(([group, access]) => ({
    group_id: host.organization(group)?.id ?? 0,
    group_full_path: group,
    group_access_level: Number(access),
    expires_at: null,
  }));

const settingsOnly = ({ title: _title, ...rest }: Record<string, unknown>): Record<string, unknown> => rest;

/** Commit. */
export function commitView(host: Host, record: RepositoryRecord, commit: Commit): Record<string, unknown> {
  const { sha, parents, author, committer, message } = commit;
  const iso = (date: string): string => new Date(date).toISOString().replace("Z", "+00:00");
  return {
    id: sha,
    short_id: sha.slice(0, 8),
    created_at: iso(committer.date),
    parent_ids: parents,
    title: message.split("\n", 1)[0],
    message,
    author_name: author.name,
    author_email: author.email,
    authored_date: iso(author.date),
    committer_name: committer.name,
    committer_email: committer.email,
    committed_date: iso(committer.date),
    trailers: {},
    extended_trailers: {},
    web_url: `${host.url}/${record.owner}/${record.name}/-/commit/${sha}`,
  };
}
