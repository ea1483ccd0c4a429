import type { Call, Caller } from "../family";
import type { Host } from "../host";
import type { RepositoryRecord } from "../state";
import { notFound, refusal } from "./refusals";

/** Permission of a fine-grained token or app, by the names of `app-permissions`. */
export type Permission =
  | "metadata"
  | "contents"
  | "administration"
  | "environments"
  | "actions"
  | "actions_variables"
  | "pull_requests"
  | "members";

/** Reading or writing. */
export type Level = "read" | "write";

const ROLES = ["none", "pull", "triage", "push", "maintain", "admin"];
const READ = ROLES.indexOf("pull");
const WRITE = ROLES.indexOf("push");
const ADMIN = ROLES.indexOf("admin");

/** Role of a user in a repository, from 0 for none to 5 for an administrator. */
export function roleOf(host: Host, repository: RepositoryRecord, login: string): number {
  const organization = host.organization(repository.owner);
  if (repository.owner === login || organization?.members[login] === 50) return ADMIN;
  const member = organization?.members[login] !== undefined;
  const teams = host.state.teams.filter(
    (team) => team.organization === repository.owner && team.members.includes(login),
  );
  const roles = [
    ...teams.map(({ slug }) => ROLES.indexOf(repository.teams[slug] ?? "none")),
    ROLES.indexOf(repository.collaborators[login] ?? "none"),
    // Who makes a repository administers it.
    repository.creator === login && member ? ADMIN : 0,
    repository.visibility === "public" || (repository.visibility === "internal" && member) ? READ : 0,
  ];
  return Math.max(...roles);
}

/** Tells whether a caller's token or app has a permission at a level. Scopes of classic tokens are looked at elsewhere. */
export function hasPermission({ permissions, scopes }: Caller, permission: Permission, level: Level): boolean {
  if (permissions === undefined) return scopes?.includes("repo") === true;
  const held = permissions[permission];
  // Whoever may do anything in a repository may read what it is.
  if (permission === "metadata") return level === "read" && Object.keys(permissions).length > 0;
  return held === "admin" || held === "write" || (level === "read" && held === "read");
}

/** Tells whether a caller sees a repository. */
export function sees(host: Host, repository: RepositoryRecord, caller: Caller | undefined): boolean {
  if (repository.visibility === "public") return true;
  if (caller === undefined || caller.kind === "app") return false;
  if (caller.kind === "user")
    return roleOf(host, repository, caller.login) >= READ && hasPermission(caller, "metadata", "read");
  return isInstalledOn(repository, caller);
}

/** Tells whether an installation has a repository. */
function isInstalledOn({ id, owner }: RepositoryRecord, { organization, repositoryIds }: Caller): boolean {
  return owner === organization && (repositoryIds?.includes(id) ?? true);
}

/** Tells whether a caller may do something in a repository that it sees. */
export function may(
  host: Host,
  repository: RepositoryRecord,
  caller: Caller | undefined,
  permission: Permission,
  level: Level,
): boolean {
  if (caller === undefined || caller.kind === "app") return level === "read" && repository.visibility === "public";
  const readsPublic = level === "read" && repository.visibility === "public";
  if (!readsPublic && !hasPermission(caller, permission, level)) return false;
  if (caller.kind === "installation") return readsPublic || isInstalledOn(repository, caller);
  const needed = permission === "administration" && level === "write" ? ADMIN : level === "write" ? WRITE : READ;
  return roleOf(host, repository, caller.login) >= needed;
}

/** Tells whether a caller administers a repository, so that rules without `enforce_admins` are not for it. */
export function administers(host: Host, repository: RepositoryRecord, caller: Caller): boolean {
  return may(host, repository, caller, "administration", "write");
}

/**
 * Repository of a call in which the caller may do something.
 *
 * @throws HostError: 404 where the caller sees nothing, 403 where it sees and may not
 */
export function repositoryOf({ host, labels, caller }: Call, permission: Permission, level: Level): RepositoryRecord {
  const repository = host.repository(labels.owner, labels.repo);
  if (repository === undefined || !sees(host, repository, caller)) throw notFound(host);
  if (!may(host, repository, caller, permission, level)) throw forbidden(host, caller, permission);
  if (level === "write" && repository.archived) throw refusal(host, 403, "Repository was archived so is read-only.");
  return repository;
}

/** Refusal of somebody who sees and may not. */
export function forbidden(host: Host, caller: Caller | undefined, permission: Permission) {
  if (caller === undefined) return refusal(host, 401, "Requires authentication");
  if (caller.kind === "installation") return refusal(host, 403, "Resource not accessible by integration");
  if (caller.permissions !== undefined) return refusal(host, 403, "Resource not accessible by personal access token");
  if (permission === "administration") return refusal(host, 403, "Must have admin rights to Repository.");
  return notFound(host);
}

/** Tells whether a caller may write files of workflows, which have a scope and a permission of their own. */
export function mayWriteWorkflows({ scopes, permissions }: Caller): boolean {
  return permissions === undefined ? scopes?.includes("workflow") === true : permissions.workflows === "write";
}

/** Tells whether a path is a workflow's. */
export const isWorkflow = (path: string): boolean => /^\.github\/workflows\//.test(path);

/**
 * Refuses workflow files of whoever may not write them.
 *
 * @throws HostError
 */
export function requireWorkflows(host: Host, caller: Caller, paths: readonly string[]): void {
  if (!paths.some(isWorkflow) || mayWriteWorkflows(caller)) return;
  throw caller.permissions === undefined ? notFound(host) : forbidden(host, caller, "contents");
}

/** The caller of an operation that nobody without a name may do. @throws HostError */
export function callerOf({ host, caller }: Call): Caller {
  if (caller === undefined) throw refusal(host, 401, "Requires authentication");
  return caller;
}
