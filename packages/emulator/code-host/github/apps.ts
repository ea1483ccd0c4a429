import { randomBytes } from "node:crypto";
import type { Call, Operation } from "../family";
import type { AppDefinition } from "../host-definition";
import { type ApiAnswer } from "../http/call";
import type { InstallationToken } from "../state";
import { callerOf } from "./access";
import { apiUrl, nodeId } from "./addresses";
import { page } from "./lists";
import { notFound, refusal } from "./refusals";
import { fullRepository, minimalRepository, simpleUser } from "./views";

/** Milliseconds for which a token of an installation holds. */
const HOUR = 3_600_000;

/** GitHub Apps, their installations and tokens; and how many calls are left. */
export const APPS: readonly Operation[] = [
  { id: "apps/get-authenticated", method: "GET", path: "/app", handle: getApp },
  { id: "apps/list-installations", method: "GET", path: "/app/installations", handle: listInstallations },
  {
    id: "apps/create-installation-access-token",
    method: "POST",
    path: "/app/installations/{installation_id}/access_tokens",
    handle: createToken,
  },
  { id: "apps/get-org-installation", method: "GET", path: "/orgs/{org}/installation", handle: ofOrganization },
  {
    id: "apps/list-repos-accessible-to-installation",
    method: "GET",
    path: "/installation/repositories",
    handle: listRepositories,
  },
  { id: "rate-limit/get", method: "GET", path: "/rate_limit", handle: rateLimit },
];

/** App that calls with a JSON web token. @throws HostError */
function appOf(call: Call): AppDefinition {
  const { host } = call;
  const caller = callerOf(call);
  const app = host.state.apps.find(({ id }) => id === caller.appId);
  if (caller.kind !== "app" || app === undefined) throw refusal(host, 401, "A JSON web token could not be decoded");
  return app;
}

function getApp(call: Call): ApiAnswer {
  const { host } = call;
  const { id, slug, organization, permissions } = appOf(call);
  const createdAt = host.organization(organization)?.createdAt;
  const body = {
    id,
    slug,
    node_id: nodeId("App", id),
    owner: simpleUser(host, organization),
    name: slug,
    description: null,
    external_url: host.url,
    html_url: `${host.url}/apps/${slug}`,
    created_at: createdAt,
    updated_at: createdAt,
    permissions,
    events: [],
  };
  return { status: 200, body };
}

function installationView({ host }: Call, app: AppDefinition): Record<string, unknown> {
  const createdAt = host.organization(app.organization)?.createdAt;
  return {
    id: app.installationId,
    account: simpleUser(host, app.organization),
    repository_selection: app.repositories === undefined ? "all" : "selected",
    access_tokens_url: `${apiUrl(host)}/app/installations/${app.installationId}/access_tokens`,
    repositories_url: `${apiUrl(host)}/installation/repositories`,
    html_url: `${host.url}/organizations/${app.organization}/settings/installations/${app.installationId}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: host.organization(app.organization)?.id ?? 0,
    target_type: "Organization",
    permissions: app.permissions,
    events: [],
    created_at: createdAt,
    updated_at: createdAt,
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}

function listInstallations(call: Call): ApiAnswer {
  return page(call, [installationView(call, appOf(call))]);
}

function ofOrganization(call: Call): ApiAnswer {
  const app = appOf(call);
  if (app.organization !== call.labels.org) throw notFound(call.host);
  return { status: 200, body: installationView(call, app) };
}

interface TokenWish {
  readonly repositories?: readonly string[];
  readonly repository_ids?: readonly number[];
  readonly permissions?: Readonly<Record<string, string>>;
}

const LEVELS = ["none", "read", "write", "admin"];

function createToken(call: Call): ApiAnswer {
  const { host, labels } = call;
  const app = appOf(call);
  if (String(app.installationId) !== labels.installation_id) throw notFound(host);
  const wish = call.body as TokenWish;
  const permissions = { metadata: "read", ...(wish.permissions ?? app.permissions) };
  const excess = Object.entries(permissions).filter(
    ([name, level]) => name !== "metadata" && LEVELS.indexOf(level) > LEVELS.indexOf(app.permissions[name] ?? "none"),
  );
  if (excess.length > 0) throw refusal(host, 422, "The permissions requested are not granted to this installation.");
  const repositoryIds = repositoriesOf(call, app, wish);
  const token: InstallationToken = {
    token: `ghs_${randomBytes(18).toString("hex")}`,
    appId: app.id,
    permissions,
    ...(repositoryIds === undefined ? {} : { repositoryIds }),
    expiresAt: `${new Date(Date.now() + HOUR).toISOString().slice(0, 19)}Z`,
  };
  host.state.installationTokens.push(token);
  host.changed();
  const selected = repositoryIds?.flatMap((id) => host.repositoryById(id) ?? []);
  const body = {
    token: token.token,
    expires_at: token.expiresAt,
    permissions,
    repository_selection: repositoryIds === undefined ? "all" : "selected",
    ...(selected === undefined ? {} : { repositories: selected.map((one) => fullRepository(host, one, call.caller)) }),
  };
  return { status: 201, body };
}

/** Ids of the repositories that a token is for; undefined for all of the organization. @throws HostError */
function repositoriesOf(
  { host }: Call,
  app: AppDefinition,
  { repositories, repository_ids: ids }: TokenWish,
): number[] | undefined {
  const installed = app.repositories?.flatMap((name) => host.repository(app.organization, name)?.id ?? []);
  if (repositories === undefined && ids === undefined) return installed;
  const named = (repositories ?? []).map((name) => host.repository(app.organization, name)?.id);
  const wanted = [...named, ...(ids ?? [])];
  const isInstalled = (id: number | undefined): id is number =>
    id !== undefined && host.repositoryById(id)?.owner === app.organization && (installed?.includes(id) ?? true);
  if (!wanted.every(isInstalled))
    throw refusal(
      host,
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  return wanted.filter(isInstalled);
}

function listRepositories(call: Call): ApiAnswer {
  const { host, caller } = call;
  if (caller?.kind !== "installation") throw refusal(host, 403, "Resource not accessible by personal access token");
  const { organization, repositoryIds } = caller;
  const repositories = host.state.repositories.filter(
    ({ id, owner }) => owner === organization && (repositoryIds?.includes(id) ?? true),
  );
  return page(call, repositories, (some) => ({
    total_count: repositories.length,
    repositories: some.map((one) => ({ ...fullRepository(host, one, caller), ...minimalRepository(host, one) })),
  }));
}

function rateLimit(): ApiAnswer {
  const limit = { limit: 5000, remaining: 4999, reset: Math.floor(Date.now() / 1000) + 3600, used: 1 };
  return { status: 200, body: { rate: limit, resources: { core: limit, search: limit } } };
}
