import type { Caller, Family, Operation, Push } from "../family";
import type { Host } from "../host";
import type { ApiRequest } from "../http/call";
import { HostError } from "../http/call";
import { may, sees } from "./access";
import { authenticate, callerOfToken } from "./authentication";
import { APPS } from "./apps";
import { BRANCHES } from "./branches";
import { ENVIRONMENTS } from "./environments";
import { PEOPLE } from "./people";
import { PULLS } from "./pulls";
import { RULESETS } from "./rulesets";
import { VARIABLES } from "./variables";
import { WORKFLOWS } from "./workflows";
import { CONTENTS } from "./contents";
import { GIT_DATA } from "./git-data";
import { closedBy } from "./protection";
import { REFERENCES } from "./references";
import { documentation, refusal } from "./refusals";
import { REPOSITORIES } from "./repositories";

/** Operations of GitHub that are served. */
export const GITHUB_OPERATIONS: readonly Operation[] = [
  ...REPOSITORIES,
  ...CONTENTS,
  ...GIT_DATA,
  ...REFERENCES,
  ...BRANCHES,
  ...RULESETS,
  ...PULLS,
  ...ENVIRONMENTS,
  ...VARIABLES,
  ...WORKFLOWS,
  ...PEOPLE,
  ...APPS,
];

const LIMIT = 5000;

/** GitHub at github.com, or a GitHub Enterprise Server, whose API has another base. */
export function github(isServer: boolean): Family {
  return {
    apiBase: isServer ? "/api/v3" : "",
    operations: GITHUB_OPERATIONS,
    authenticate,
    admit,
    headers,
    notServed: (host, operation) => refusal(host, 501, `the code host does not implement ${operation}`),
    invalid: (host, problems) => refusal(host, 422, `Invalid request.\n\n${problems.join("\n")}`),
    throttled,
    failed: (host, status, message) => refusal(host, status, message),
    gitCaller: callerOfToken,
    mayGit: (host, repository, caller, write) =>
      sees(host, repository, caller) && may(host, repository, caller, "contents", write ? "write" : "read"),
    closedBranches,
    pushed: (host, repository) => host.pushed(repository),
  };
}

function admit(host: Host, { headers: sent }: ApiRequest): HostError | undefined {
  if ((sent["user-agent"] ?? "") === "")
    return refusal(
      host,
      403,
      "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
    );
  const version = sent["x-github-api-version"];
  if (version !== undefined && !/^20\d\d-\d\d-\d\d$/.test(version))
    return refusal(host, 400, `"${version}" is not a supported version.`);
  return undefined;
}

function headers({ definition }: Host, caller: Caller | undefined): Record<string, string> {
  return {
    "x-github-media-type": "github.v3; format=json",
    "x-ratelimit-limit": String(caller === undefined ? 60 : LIMIT),
    "x-ratelimit-remaining": String(caller === undefined ? 59 : LIMIT - 1),
    "x-ratelimit-used": "1",
    "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 3600),
    "x-ratelimit-resource": "core",
    ...(caller?.scopes === undefined ? {} : { "x-oauth-scopes": caller.scopes.join(", ") }),
    ...(definition.type === "github" ? {} : { "x-github-enterprise-version": `${definition.version ?? "3.19"}.0` }),
  };
}

function throttled(host: Host): HostError {
  const text = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
  const { body } = refusal(host, 403, text);
  const about = `${documentation(host)}/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits`;
  return new HostError(403, { ...body, documentation_url: about }, { "retry-after": "1" });
}

function closedBranches(host: Host, { repository, caller }: Push): Record<string, string> {
  const branches = new Set([...Object.keys(repository.protections), repository.defaultBranch]);
  const closed = [...branches].map((branch) => [branch, closedBy(host, repository, caller, branch)] as const);
  return Object.fromEntries(closed.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}
