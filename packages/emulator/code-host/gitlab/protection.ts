import type { Caller } from "../family";
import type { Host } from "../host";
import type { RepositoryRecord } from "../state";
import { LEVELS, levelOf } from "./access";

/** Right to push or merge: of a role, or of one user or group. */
export interface AccessEntry {
  readonly id: number;
  readonly access_level: number;
  readonly access_level_description: string;
  readonly user_id: number | null;
  readonly group_id: number | null;
}

/** Words of GitLab for its levels. */
export const LEVEL_NAMES: Readonly<Record<number, string>> = {
  0: "No one",
  30: "Developers + Maintainers",
  40: "Maintainers",
  60: "Admins",
};

/** Entry of a role. */
export const roleEntry = (host: Host, level: number): AccessEntry => ({
  id: host.nextId(),
  access_level: level,
  access_level_description: LEVEL_NAMES[level] ?? String(level),
  user_id: null,
  group_id: null,
});

/** Protects the default branch as a new project's is: maintainers push and merge. */
export function protectDefault(host: Host, record: RepositoryRecord): void {
  record.protections[record.defaultBranch] ??= {
    id: host.nextId(),
    name: record.defaultBranch,
    push_access_levels: [roleEntry(host, LEVELS.maintainer)],
    merge_access_levels: [roleEntry(host, LEVELS.maintainer)],
    unprotect_access_levels: [],
    allow_force_push: false,
    code_owner_approval_required: false,
  };
}

/** Tells whether a caller may change a branch directly, or merge into it. */
export function mayPush(
  host: Host,
  record: RepositoryRecord,
  caller: Caller,
  branch: string,
  how: "push" | "merge" = "push",
): boolean {
  const level = levelOf(host, record, caller.login);
  if (level < LEVELS.developer) return false;
  const rules = Object.entries(record.protections).filter(([pattern]) => matches(pattern, branch));
  if (rules.length === 0) return true;
  const id = host.user(caller.login)?.id;
  return rules.some(([, rule]) =>
    (rule[`${how}_access_levels`] as AccessEntry[]).some(({ access_level: needed, user_id: user, group_id: group }) =>
      user === null && group === null ? needed > 0 && level >= needed : user === id,
    ),
  );
}

/** Tells whether a pattern of protected branches has a branch; `*` stands for anything. */
export const matches = (pattern: string, branch: string): boolean =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  ).test(branch);
