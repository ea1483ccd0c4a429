import type { Call } from "../family";
import { commitOnto, type Commit, type FileChange, readCommit } from "../git/commits";
import { NO_OBJECT } from "../git/repository";
import type { Host } from "../host";
import type { RepositoryRecord } from "../state";
import { callerOf } from "./access";
import { mayPush, protectDefault } from "./protection";
import { forbidden, refusal } from "./refusals";

/** Commit that the API makes. */
export interface ApiCommit {
  readonly branch: string;
  readonly message: string;
  readonly changes: readonly FileChange[];
  readonly authorName?: string;
  readonly authorEmail?: string;
  /** Commit from which a new branch begins. */
  readonly start?: string;
  /** Let a branch that is there begin anew. */
  readonly force?: boolean;
}

/**
 * Commits on a branch in the caller's name; the first one of a project makes its default branch, which is protected then.
 *
 * @throws HostError
 */
export async function commitChanges(call: Call, record: RepositoryRecord, commit: ApiCommit): Promise<Commit> {
  const { host } = call;
  const caller = callerOf(call);
  const { branch, message, changes, start, force = false } = commit;
  if (!mayPush(host, record, caller, branch)) throw forbidden("You are not allowed to push into this branch");
  const repository = host.gitOf(record);
  const head = await repository.branchHead(branch);
  const isFirst = head === undefined && (await repository.isEmpty());
  if (start !== undefined && head !== undefined && !force)
    throw refusal(400, `A branch called '${branch}' already exists. Switch to that branch in order to make changes`);
  if (start === undefined && head === undefined && !isFirst)
    throw refusal(400, "You can only create or edit files when you are on a branch");
  const user = host.user(caller.login);
  const committer = { name: user?.name ?? caller.login, email: user?.email ?? `${caller.login}@example.com` };
  const author = { name: commit.authorName ?? committer.name, email: commit.authorEmail ?? committer.email };
  const made = await commitOnto(
    repository,
    branch,
    { message, author, committer, parent: start ?? head, changes },
    head ?? NO_OBJECT,
  );
  if (made === undefined) throw refusal(400, `Could not update refs/heads/${branch}. Please refresh and try again.`);
  await pushed(host, record);
  return readCommit(repository, made);
}

/** Notes that branches have changed: the first one becomes the default branch and is protected. */
export async function pushed(host: Host, record: RepositoryRecord): Promise<void> {
  const isFirst = record.pushedAt === null;
  await host.pushed(record);
  if (isFirst && record.pushedAt !== null) protectDefault(host, record);
}
