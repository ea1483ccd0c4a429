import type { RepositoryRecord } from "../../contracts/aiops/repository-record";
import { canonicalJson } from "../../contracts/canonical-json";
import { type Outcome, outcomeOf } from "./outcome";
import type { RepositoryKey, RepositoryPorts } from "./ports";
import { blockedDigest, recordOf } from "./state";

/** Time after which the work at a repository is taken over: longer than a function lives. */
const CLAIM_MINUTES = 16;
const MINUTE = 60_000;

/** State in which a run leaves a repository. */
export interface Settled {
  readonly record: RepositoryRecord;
  /** Time from which another look is worth it, where that is known. */
  readonly nextLook?: string;
}

/**
 * Brings a repository as far as it can be brought now.
 *
 * It may be called at any time, any number of times, by several at once, and be cut off anywhere: what is to be done is planned from what
 * is there, each step finds its work done already, and what people have written is never written over.
 *
 * @returns nothing where somebody else is at it
 * @throws whatever a port throws that is no refusal of the host: the caller comes again
 */
export async function settleRepository(key: RepositoryKey, ports: RepositoryPorts): Promise<Settled | undefined> {
  const until = new Date(Date.parse(ports.clock()) + CLAIM_MINUTES * MINUTE).toISOString();
  if (!(await ports.claims.claim(key, until))) return undefined;
  try {
    const outcome = await outcomeOf(key, ports);
    return await remember(key, outcome, ports);
  } finally {
    await ports.claims.release(key);
  }
}

async function remember(key: RepositoryKey, outcome: Outcome, ports: RepositoryPorts): Promise<Settled | undefined> {
  const before = await ports.store.load(key);
  const record = recordOf(key, before, outcome, ports.clock());
  // Kept before it is remembered: what is cut off in between is kept again, under the same name.
  const { seeded } = record;
  if (seeded !== undefined && seeded.digest !== before?.seeded?.digest) await ports.evidence.keep(record);
  const blocked = blockedDigest(record);
  const isNews = blocked !== undefined && blocked !== before?.told;
  if (isNews) await ports.alarms.send(record);
  const next = withTold(record, blocked);
  if (before === undefined || !isSame(before, next)) await ports.store.save(next);
  // Who is blocked waits for somebody, and the sweep looks: timers of its own would never end.
  const nextLook = record.state === "blocked" ? undefined : outcome.nextLook;
  return { record: next, ...(nextLook === undefined ? {} : { nextLook }) };
}

function withTold({ told: _told, ...record }: RepositoryRecord, blocked: string | undefined): RepositoryRecord {
  return blocked === undefined ? record : { ...record, told: blocked };
}

/** A look that finds everything as it was is worth a write once an hour. */
function isSame(before: RepositoryRecord, next: RepositoryRecord): boolean {
  const isRecent = Date.parse(next.lookedAt) - Date.parse(before.lookedAt) < 60 * MINUTE;
  return isRecent && canonicalJson({ ...before, lookedAt: "" }) === canonicalJson({ ...next, lookedAt: "" });
}
