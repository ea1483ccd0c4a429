import type { Caller } from "../family";
import type { Host } from "../host";
import type { RepositoryRecord } from "../state";
import { administers } from "./access";

const REASON = "Changes must be made through a pull request.";

/**
 * Reason for which a caller may not change a branch directly; undefined where it may. Rules of a branch protection are for administrators,
 * too, where `enforce_admins` says so; those of a ruleset are for everybody whom it does not let pass.
 */
export function closedBy(host: Host, record: RepositoryRecord, caller: Caller, branch: string): string | undefined {
  const protection = record.protections[branch];
  const isAdministrator = administers(host, record, caller);
  if (protection?.required_pull_request_reviews !== undefined && protection.required_pull_request_reviews !== null) {
    if (protection.enforce_admins === true || !isAdministrator) return REASON;
  }
  if (protection?.lock_branch === true) return "Cannot change this locked branch";
  const closing = record.rules.filter(({ kind, content }) => kind === "ruleset" && closes(content, record, branch));
  return closing.some(({ content }) => !passes(content, caller, isAdministrator)) ? REASON : undefined;
}

interface Ruleset {
  readonly target?: string;
  readonly enforcement?: string;
  readonly conditions?: { readonly ref_name?: { readonly include?: string[]; readonly exclude?: string[] } };
  readonly rules?: readonly { readonly type: string }[];
  readonly bypass_actors?: readonly { readonly actor_type: string; readonly actor_id?: number | null }[];
}

function closes(content: Record<string, unknown>, record: RepositoryRecord, branch: string): boolean {
  const { target = "branch", enforcement, conditions, rules = [] } = content as Ruleset;
  const { include = [], exclude = [] } = conditions?.ref_name ?? {};
  const fits = (pattern: string): boolean =>
    pattern === "~ALL" ||
    (pattern === "~DEFAULT_BRANCH" && branch === record.defaultBranch) ||
    glob(pattern).test(`refs/heads/${branch}`);
  const isHit = include.some(fits) && !exclude.some(fits);
  return target === "branch" && enforcement === "active" && isHit && rules.some(({ type }) => type === "pull_request");
}

/** Pattern of `fnmatch` with File::FNM_PATHNAME. */
const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split("**")
      .map((part) =>
        part
          .replace(/[.+^${}()|[\]\\]/g, "\\$&")
          .replace(/\*/g, "[^/]*")
          .replace(/\?/g, "[^/]"),
      )
      .join(".*")}$`,
  );

function passes(content: Record<string, unknown>, { kind, appId }: Caller, isAdministrator: boolean): boolean {
  const { bypass_actors: actors = [] } = content as Ruleset;
  return actors.some(
    ({ actor_type: type, actor_id: id }) =>
      (type === "OrganizationAdmin" && kind === "user" && isAdministrator) ||
      // 5 is the built-in role of administrators.
      (type === "RepositoryRole" && id === 5 && kind === "user" && isAdministrator) ||
      (type === "Integration" && kind === "installation" && id === appId),
  );
}
