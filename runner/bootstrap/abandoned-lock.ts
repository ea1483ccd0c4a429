import { setTimeout as delay } from "node:timers/promises";
import type { StateStore } from "../state-store";

/** Terraform holds this lock for two requests; whoever holds it for longer is dead. */
const HELD_AT_MOST_MS = 10_000;

/**
 * Removes the lock that a killed run has left on a state which does not exist.
 *
 * Terraform locks a workspace while it creates it, and nothing else locks a state that is not there. Left behind, the lock
 * refuses every later creation, and `terraform force-unlock` cannot open it: it wants the workspace first.
 */
export async function releaseAbandonedLock(store: StateStore, stateKey: string): Promise<void> {
  const lockKey = `${stateKey}.tflock`;
  const lock = await store.read(lockKey);
  if (lock === undefined) return;
  const left = HELD_AT_MOST_MS - (Date.now() - createdAt(lock));
  if (left > 0) await delay(Math.min(left, HELD_AT_MOST_MS));
  const unchanged = (await store.read(lockKey)) === lock;
  if (unchanged && (await store.read(stateKey)) === undefined) await store.remove(lockKey);
}

/** A lock that does not say when it was made is an old one. */
function createdAt(lock: string): number {
  try {
    return Date.parse((JSON.parse(lock) as { Created?: string }).Created ?? "") || 0;
  } catch {
    return 0;
  }
}
