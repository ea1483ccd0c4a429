import { mergeBase } from "./git/comparing";
import type { Host } from "./host";
import { type ChangeRequest, now, type RepositoryRecord } from "./state";

/** Heads of the branches of a pull or merge request. */
export interface Heads {
  readonly sourceSha: string;
  readonly targetSha: string;
}

/** Heads of the branches: as they are, or as they were when the request was closed or its branch went. */
export async function headsOf(
  host: Host,
  record: RepositoryRecord,
  { source, target, sourceSha, targetSha, state }: ChangeRequest,
): Promise<Heads> {
  if (state !== "open") return { sourceSha, targetSha };
  const repository = host.gitOf(record);
  return {
    sourceSha: (await repository.branchHead(source)) ?? sourceSha,
    targetSha: (await repository.branchHead(target)) ?? targetSha,
  };
}

/** Commit from which the branches part. */
export async function baseOf(host: Host, record: RepositoryRecord, change: ChangeRequest): Promise<string> {
  const { sourceSha, targetSha } = await headsOf(host, record, change);
  return (await mergeBase(host.gitOf(record), targetSha, sourceSha)) ?? targetSha;
}

/** Remembers that a request is merged: the heads that it had, the commit, and the person. */
export function markMerged(
  change: ChangeRequest,
  { sourceSha, targetSha }: Heads,
  { commit, login }: { readonly commit: string; readonly login: string },
): void {
  const time = now();
  Object.assign(change, {
    ...{ state: "merged", sourceSha, targetSha },
    ...{ mergeCommit: commit, mergedBy: login, closedAt: time, updatedAt: time },
  });
}
