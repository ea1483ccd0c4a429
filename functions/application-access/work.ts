import { eachAtOnce } from "../../audit/domain/reader";
import { LONGEST_DELAY_SECONDS } from "../../contracts/application/access-settings";
import {
  settleAccess,
  type AccessCatalog,
  type AccessPolicy,
  type AccessPorts,
  type AccessRecord,
} from "../../governance/access";
import { requestsWith } from "./catalog/requests";
import type { DomainAccess } from "./catalog/settings";
import type { Doorbell } from "./delayed-doorbell";
import { requestOfMessage } from "./doorbell";
import type { AccessTable } from "../application-store/access-table";
import type { BatchResponse, Failure, QueueMessage } from "../application-store/queue-message";

/** Longest time between two looks at a request that is not closed: nothing is left to events alone. */
const LONGEST_WAIT_HOURS = 24;
const HOUR = 3_600_000;
/**
 * Requests that are settled side by side. The service takes three decisions a second, and each is about fourteen calls, which take
 * their time; the client waits where the service refuses a call for its rate.
 */
const AT_ONCE = 5;
/** Time after a decision in which the next look does not wait for the sweep: the service takes minutes for a grant, not hours. */
const BRISK = HOUR;

/** Everything that the function works with. */
export interface Workplace {
  readonly domain: DomainAccess;
  readonly ports: Omit<AccessPorts, "catalog"> & { readonly store: AccessTable };
  /** Makes the catalog of one run: it may remember what it read, and the next run is to see what is there. */
  readonly catalog: () => AccessCatalog;
  readonly policy: AccessPolicy;
  readonly doorbell: Doorbell;
}

/**
 * Brings a request as far as it goes now, and says when to look again. A bell that does not ring is reported, and is no failure: the time
 * of the look is stored, and the sweep comes by.
 */
export async function settle(
  { ports, catalog, policy, doorbell }: Workplace,
  requestId: string,
  report: (failure: Failure) => void,
): Promise<void> {
  const { record, nextLook } = await settleAccess(requestId, { ...ports, catalog: catalog() }, policy);
  if (record.phase === "closed" || record.revision === 0) return;
  const now = Date.parse(ports.clock());
  const latest = new Date(now + LONGEST_WAIT_HOURS * HOUR).toISOString();
  await ports.store.schedule(record, nextLook === undefined || nextLook > latest ? latest : nextLook);
  const seconds = nextLook === undefined ? undefined : (Date.parse(nextLook) - now) / 1000;
  if (seconds !== undefined && seconds <= LONGEST_DELAY_SECONDS && isBrisk(record, now))
    await doorbell
      .ring(requestId, seconds)
      .catch((error: unknown) => report({ subject: `bell of ${requestId}`, error }));
}

/** Tells whether something was decided a short while ago, or nothing yet. What has lasted longer is left to the sweep. */
function isBrisk({ verdict, ending }: AccessRecord, now: number): boolean {
  const since = ending?.at ?? verdict?.at;
  return since === undefined || now - Date.parse(since) < BRISK;
}

/**
 * Answers events, each by itself: one that fails is delivered again, and the others are not. A request of which several tell is looked at
 * once: what they tell has happened by then.
 */
export async function answerEvents(
  place: Workplace,
  messages: readonly QueueMessage[],
  report: (failure: Failure) => void,
): Promise<BatchResponse> {
  const failed: string[] = [];
  const fail = (messageIds: readonly string[], error: unknown): void => {
    for (const messageId of messageIds) report({ subject: `message ${messageId}`, error });
    failed.push(...messageIds);
  };
  const requests = new Map<string, string[]>();
  for (const { messageId, body } of messages)
    try {
      const requestId = await requestOfMessage(body, place.domain);
      if (requestId !== undefined) requests.set(requestId, [...(requests.get(requestId) ?? []), messageId]);
    } catch (error) {
      fail([messageId], error);
    }
  await eachAtOnce([...requests], AT_ONCE, async ([requestId, messageIds]) => {
    try {
      await settle(place, requestId, report);
    } catch (error) {
      fail(messageIds, error);
    }
  });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** A request that is pending and of which nothing is remembered, or that it was over. */
async function isForgotten(store: AccessTable, requestId: string): Promise<boolean> {
  const record = await store.load(requestId);
  return record === undefined || record.phase === "closed";
}

/** Numbers of a sweep. */
export interface Swept {
  /** Requests that were looked at. */
  readonly looked: number;
  /** Those of them at which something failed. */
  readonly failed: number;
  /** Requests that are left to the next sweep: the time was over. */
  readonly left: number;
}

/**
 * Looks at every request that is due, those that have waited longest first, and at those that no event told of.
 *
 * A request that fails keeps none of the others from being looked at; the next sweep finds it again.
 *
 * @param isOver - Tells that no further request is to be begun.
 */
export async function sweep(
  place: Workplace,
  report: (failure: Failure) => void,
  isOver: () => boolean = () => false,
): Promise<Swept> {
  const { domain, ports } = place;
  const [due, pending] = await Promise.all([ports.store.due(ports.clock()), requestsWith("PENDING", domain)]);
  const unknown: string[] = [];
  const isDue = new Set(due);
  for (const id of pending) if (!isDue.has(id) && (await isForgotten(ports.store, id))) unknown.push(id);
  return lookAtAll(place, [...due, ...unknown], report, isOver);
}

/**
 * Looks at every request that was accepted, too: where the table is lost, their ends are read from the comments of their decisions.
 * What is remembered already stays as it is.
 */
export async function rebuild(
  place: Workplace,
  report: (failure: Failure) => void,
  isOver: () => boolean = () => false,
): Promise<Swept> {
  const { domain, ports } = place;
  const unknown: string[] = [];
  for (const status of ["ACCEPTED", "PENDING"] as const)
    for (const id of await requestsWith(status, domain))
      if ((await ports.store.load(id)) === undefined) unknown.push(id);
  return lookAtAll(place, unknown, report, isOver);
}

async function lookAtAll(
  place: Workplace,
  requests: readonly string[],
  report: (failure: Failure) => void,
  isOver: () => boolean,
): Promise<Swept> {
  let looked = 0;
  let failed = 0;
  await eachAtOnce(requests, AT_ONCE, async (requestId) => {
    if (isOver()) return;
    looked++;
    try {
      await settle(place, requestId, report);
    } catch (error) {
      failed++;
      report({ subject: `request ${requestId}`, error });
    }
  });
  return { looked, failed, left: requests.length - looked };
}
