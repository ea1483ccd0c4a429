import type { Call, Caller } from "../family";
import type { Host } from "../host";
import { type ApiRequest, HostError } from "../http/call";
import type { OrganizationRecord, RepositoryRecord } from "../state";
import { forbidden, notFound, refusal } from "./refusals";

/** Access levels of GitLab. */
export const LEVELS = { guest: 10, reporter: 20, developer: 30, maintainer: 40, owner: 50 } as const;

/** Caller of a request; undefined for one without a token. @throws HostError where the token is not known, or may not do this */
export function authenticate(host: Host, { headers, method }: ApiRequest): Caller | undefined {
  const [, bearer] = /^Bearer +(.+)$/i.exec(headers.authorization ?? "") ?? [];
  const token = headers["private-token"] ?? bearer;
  if (token === undefined) return undefined;
  const caller = callerOfToken(host, token);
  if (caller === undefined) throw refusal(401, "401 Unauthorized");
  const scopes = caller.scopes ?? [];
  if (scopes.includes("api") || (scopes.includes("read_api") && method === "GET")) return caller;
  throw new HostError(403, {
    error: "insufficient_scope",
    error_description: "The request requires higher privileges than provided by the access token.",
    scope: method === "GET" ? "api read_api" : "api",
  });
}

/** User behind a token, while it holds. */
export function callerOfToken(host: Host, token: string): Caller | undefined {
  const known = host.state.tokens.find((one) => one.token === token);
  if (known === undefined) return undefined;
  if (known.expiresAt !== undefined && Date.parse(known.expiresAt) <= Date.now()) return undefined;
  return { login: known.user, kind: "user", scopes: known.scopes ?? [] };
}

/** Level of a user in a group, which its own members and those of every group above it have. */
export function levelInGroup(host: Host, path: string, login: string): number {
  const parts = path.split("/");
  const groups = parts.map((_part, index) => host.organization(parts.slice(0, index + 1).join("/")));
  return Math.max(0, ...groups.map((group) => group?.members[login] ?? 0));
}

/** Level of a user in a project: its own, that of groups above it, or that of a group with which it is shared, which caps it. */
export function levelOf(host: Host, { owner, collaborators, teams }: RepositoryRecord, login: string): number {
  const own = owner === login ? LEVELS.owner : Number(collaborators[login] ?? 0);
  const shared = Object.entries(teams).map(([path, level]) => Math.min(Number(level), levelInGroup(host, path, login)));
  return Math.max(own, levelInGroup(host, owner, login), ...shared);
}

/**
 * Project of a call, by id or path, in which the caller has a level.
 *
 * @throws HostError: 404 where the caller sees nothing, 403 where it sees and may not
 */
export function projectOf({ host, labels, caller }: Call, level: number = LEVELS.guest): RepositoryRecord {
  const project = findProject(host, labels.id);
  if (project === undefined || !sees(host, project, caller)) throw notFound("Project");
  if (level > LEVELS.guest && caller === undefined) throw refusal(401, "401 Unauthorized");
  const held = caller === undefined ? 0 : levelOf(host, project, caller.login);
  if (level > LEVELS.reporter && held < level) throw forbidden();
  return project;
}

/** Project by its id, or its path with its namespace. */
export function findProject(host: Host, id: string): RepositoryRecord | undefined {
  if (/^\d+$/.test(id)) return host.repositoryById(Number(id));
  const divider = id.lastIndexOf("/");
  return host.repository(id.slice(0, divider), id.slice(divider + 1));
}

/** Tells whether a caller sees a project. */
export function sees(host: Host, project: RepositoryRecord, caller: Caller | undefined): boolean {
  if (project.visibility === "public") return true;
  if (caller === undefined) return false;
  return project.visibility === "internal" || levelOf(host, project, caller.login) >= LEVELS.guest;
}

/** Group of a call, by id or path. Groups are private: who is no member does not see them. @throws HostError */
export function groupOf({ host, labels, caller }: Call): OrganizationRecord {
  const group = findGroup(host, labels.id);
  if (group === undefined || caller === undefined || levelInGroup(host, group.path, caller.login) === 0)
    throw notFound("Group");
  return group;
}

/** Group by its id or path. */
export function findGroup(host: Host, id: string): OrganizationRecord | undefined {
  return /^\d+$/.test(id) ? host.state.organizations.find((one) => one.id === Number(id)) : host.organization(id);
}

/** The caller of an operation that nobody without a name may do. @throws HostError */
export function callerOf({ caller }: Call): Caller {
  if (caller === undefined) throw refusal(401, "401 Unauthorized");
  return caller;
}

/** Refuses an operation that the host's edition lacks. @throws HostError */
export function requirePaid({ host }: Call, missing: () => HostError): void {
  if (host.definition.tier === "free") throw missing();
}
