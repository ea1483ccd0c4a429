import { settleAccess, type AccessPolicy, type AccessPorts } from "../../governance/access";
import { pendingRequests } from "./catalog/requests";
import type { DomainAccess } from "./catalog/settings";
import { requestOfEvent } from "./doorbell";
import type { AccessTable } from "../application-store/access-table";

/** Longest time between two looks at a request that is not closed: nothing is left to events alone. */
const LONGEST_WAIT_HOURS = 24;
const HOUR = 3_600_000;

/** Everything that the function works with. */
export interface Workplace {
  readonly domain: DomainAccess;
  readonly ports: AccessPorts & { readonly store: AccessTable };
  readonly policy: AccessPolicy;
}

/** Message of a queue. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
}

/** Messages that the queue delivers again, in the form that Lambda takes. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** A message or a request that failed, and why. */
export type Failure = { readonly subject: string; readonly error: unknown };

/** Brings a request as far as it goes now, and says when to look again. */
export async function settle({ ports, policy }: Workplace, requestId: string): Promise<void> {
  const { record, nextLook } = await settleAccess(requestId, ports, policy);
  if (record.phase === "closed" || record.revision === 0) return;
  const latest = new Date(Date.parse(ports.clock()) + LONGEST_WAIT_HOURS * HOUR).toISOString();
  await ports.store.schedule(record, nextLook === undefined || nextLook > latest ? latest : nextLook);
}

/** Answers events, each by itself: one that fails is delivered again, and the others are not. */
export async function answerEvents(
  place: Workplace,
  messages: readonly QueueMessage[],
  report: (failure: Failure) => void,
): Promise<BatchResponse> {
  const failed: string[] = [];
  // One after the other: the service allows three decisions a second.
  for (const { messageId, body } of messages)
    try {
      const requestId = await requestOfEvent(body, place.domain);
      if (requestId !== undefined) await settle(place, requestId);
    } catch (error) {
      report({ subject: `message ${messageId}`, error });
      failed.push(messageId);
    }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** A request that is pending and of which nothing is remembered, or that it was over. */
async function isForgotten(store: AccessTable, requestId: string): Promise<boolean> {
  const record = await store.load(requestId);
  return record === undefined || record.phase === "closed";
}

/**
 * Looks at every request that is due, and at those that no event told of.
 *
 * A request that fails keeps none of the others from being looked at; the next sweep finds it again.
 *
 * @returns numbers of requests that were looked at, and of those that failed
 */
export async function sweep(
  place: Workplace,
  report: (failure: Failure) => void,
): Promise<{ readonly looked: number; readonly failed: number }> {
  const { domain, ports } = place;
  const [due, pending] = await Promise.all([ports.store.due(ports.clock()), pendingRequests(domain)]);
  const unknown: string[] = [];
  const isDue = new Set(due);
  for (const id of pending) if (!isDue.has(id) && (await isForgotten(ports.store, id))) unknown.push(id);
  let failed = 0;
  for (const requestId of [...due, ...unknown])
    try {
      await settle(place, requestId);
    } catch (error) {
      failed++;
      report({ subject: `request ${requestId}`, error });
    }
  return { looked: due.length + unknown.length, failed };
}
