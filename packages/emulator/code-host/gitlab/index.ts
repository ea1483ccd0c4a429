import type { Caller, Family, Operation, Push } from "../family";
import type { Host } from "../host";
import { HostError } from "../http/call";
import type { RepositoryRecord } from "../state";
import { authenticate, callerOfToken, LEVELS, levelOf, sees } from "./access";
import { APPROVALS } from "./approvals";
import { BRANCHES } from "./branches";
import { pushed } from "./committing";
import { ENVIRONMENTS } from "./environments";
import { FILES } from "./files";
import { MEMBERS } from "./members";
import { MERGE_REQUESTS } from "./merge-requests";
import { PIPELINES } from "./pipelines";
import { VARIABLES } from "./variables";
import { PROJECTS } from "./projects";
import { mayPush } from "./protection";
import { badParameter, refusal } from "./refusals";
import { REPOSITORY } from "./repository";

/** Operations of GitLab that are served. */
export const GITLAB_OPERATIONS: readonly Operation[] = [
  ...PROJECTS,
  ...MEMBERS,
  ...REPOSITORY,
  ...FILES,
  ...BRANCHES,
  ...MERGE_REQUESTS,
  ...APPROVALS,
  ...ENVIRONMENTS,
  ...VARIABLES,
  ...PIPELINES,
];

/** GitLab, at gitlab.com or self-managed. */
export function gitlab(): Family {
  return {
    apiBase: "/api/v4",
    operations: GITLAB_OPERATIONS,
    authenticate,
    admit: () => undefined,
    headers: () => ({ "ratelimit-limit": "2000", "ratelimit-remaining": "1999", "x-gitlab-meta": '{"version":"1"}' }),
    notServed: (_host, operation) => refusal(501, `the code host does not implement ${operation}`),
    invalid: (_host, problems) => badParameter(problems.join(", ")),
    throttled: () =>
      new HostError(
        429,
        { message: { error: "This endpoint has been requested too many times. Try again later." } },
        { "retry-after": "1" },
      ),
    failed: (_host, status, message) => refusal(status, message),
    gitCaller: callerOfToken,
    mayGit,
    closedBranches,
    pushed,
  };
}

const READS = ["api", "read_api", "read_repository", "write_repository"];
const WRITES = ["api", "write_repository"];

function mayGit(host: Host, repository: RepositoryRecord, caller: Caller | undefined, write: boolean): boolean {
  if (!write && repository.visibility === "public") return true;
  if (caller === undefined || !(caller.scopes ?? []).some((scope) => (write ? WRITES : READS).includes(scope)))
    return false;
  const needed = write ? LEVELS.developer : LEVELS.reporter;
  return sees(host, repository, caller) && levelOf(host, repository, caller.login) >= needed;
}

function closedBranches(host: Host, { repository, caller }: Push): Record<string, string> {
  const branches = Object.keys(repository.protections).filter((branch) => !mayPush(host, repository, caller, branch));
  return Object.fromEntries(
    branches.map((branch) => [branch, "You are not allowed to push code to protected branches on this project."]),
  );
}
