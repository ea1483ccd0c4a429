import type { Host } from "../host";
import type { OrganizationRecord } from "../state";
import { apiUrl, nodeId } from "./addresses";

/** Organization with everything that GitHub tells of it. */
export function organizationView(
  host: Host,
  { id, path, name, createdAt }: OrganizationRecord,
): Record<string, unknown> {
  const api = `${apiUrl(host)}/orgs/${path}`;
  return {
    login: path,
    id,
    node_id: nodeId("Organization", id),
    url: api,
    repos_url: `${api}/repos`,
    events_url: `${api}/events`,
    hooks_url: `${api}/hooks`,
    issues_url: `${api}/issues`,
    members_url: `${api}/members{/member}`,
    public_members_url: `${api}/public_members{/member}`,
    avatar_url: `${host.url}/avatars/${id}`,
    description: null,
    name,
    html_url: `${host.url}/${path}`,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: "Organization",
    created_at: createdAt,
    updated_at: createdAt,
    archived_at: null,
  };
}
