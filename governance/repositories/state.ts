import { createHash } from "node:crypto";
import {
  PASSING_REASONS,
  WAITING_REASONS,
  type RepositoryReason,
  type RepositoryRecord,
} from "../../contracts/aiops/repository-record";
import { canonicalJson } from "../../contracts/canonical-json";
import type { Outcome } from "./outcome";
import type { RepositoryKey } from "./ports";

/** Record of a repository after a look, over the one before. What this look could not see stays as it was seen last. */
export function recordOf(
  { useCase, repository }: RepositoryKey,
  before: RepositoryRecord | undefined,
  { reasons, notes, seen }: Outcome,
  now: string,
): RepositoryRecord {
  const state = stateOf(reasons, before);
  const isChanged = before?.state !== state || canonicalJson(before.reasons) !== canonicalJson(reasons);
  const known = seen ?? knownOf(before);
  return {
    format: 1,
    revision: before?.revision ?? 0,
    ...{ useCase, repository, state, reasons: [...reasons], notes: [...notes] },
    ...(known.address === undefined ? {} : { address: known.address }),
    ...(known.seeded === undefined ? {} : { seeded: known.seeded }),
    ...(known.mergeRequest === undefined ? {} : { mergeRequest: known.mergeRequest }),
    environments: [...(known.environments ?? [])],
    lookedAt: now,
    changedAt: isChanged ? now : before.changedAt,
  };
}

/** Digest of the reasons for which a repository is blocked; nothing where it is not. */
export function blockedDigest({ state, reasons }: RepositoryRecord): string | undefined {
  if (state !== "blocked") return undefined;
  return createHash("sha256").update(canonicalJson(reasons)).digest("hex").slice(0, 32);
}

function stateOf(
  reasons: readonly RepositoryReason[],
  before: RepositoryRecord | undefined,
): RepositoryRecord["state"] {
  if (reasons.length === 0) return "settled";
  const wasSeen = ({ code }: RepositoryReason): boolean => before?.reasons.some((one) => one.code === code) === true;
  const blocks = (reason: RepositoryReason): boolean =>
    PASSING_REASONS.includes(reason.code) ? wasSeen(reason) : !WAITING_REASONS.includes(reason.code);
  return reasons.some(blocks) ? "blocked" : "waiting";
}

function knownOf(before: RepositoryRecord | undefined): NonNullable<Outcome["seen"]> {
  const { address, seeded, mergeRequest, environments } = before ?? {};
  return { address, seeded, mergeRequest, environments };
}
