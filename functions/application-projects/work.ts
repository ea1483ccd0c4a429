import {
  settleProject,
  type ProjectPorts,
  type ProjectRecord,
  type ProjectSettings,
} from "../../governance/project-requests";
import { LONGEST_DELAY_SECONDS } from "../../contracts/application/access-settings";
import type { BatchResponse, Failure, QueueMessage } from "../application-store/queue-message";
import type { Bell } from "./bell";
import { requestOfMessage } from "./doorbell";
import type { DataZoneProjects } from "./service/datazone-projects";
import type { ProjectDomain } from "./service/domain";
import { markedProjects, recordOf } from "./service/lost-projects";
import type { ProjectTable } from "./store/project-table";

/** Longest time between two looks at a project that has not ended: nothing is left to events alone. */
const LONGEST_WAIT_HOURS = 24;
const HOUR = 3_600_000;

/** Everything that the function works with. It is an office for people's actions, too. */
export interface Workplace {
  readonly domain: ProjectDomain;
  readonly ports: ProjectPorts & { readonly store: ProjectTable; readonly service: DataZoneProjects };
  readonly settings: ProjectSettings;
  readonly bell: Bell;
}

/**
 * Brings a request as far as it goes now, and says when to look again: in the table for the sweep, and where that is soon, by a doorbell
 * that rings then. Where a look is scheduled already, no second one is: events would multiply the bells.
 */
export async function settle(place: Workplace, requestId: string): Promise<void> {
  const { ports, settings, bell } = place;
  const settled = await settleProject(requestId, ports, settings);
  if (settled === undefined || settled.record.endedAt !== undefined) return;
  const now = Date.parse(ports.clock());
  const latest = new Date(now + LONGEST_WAIT_HOURS * HOUR).toISOString();
  const { record, nextLook = latest } = settled;
  const due = nextLook > latest ? latest : nextLook;
  const isFirst = await ports.store.schedule(record, due);
  const delay = Math.ceil((Date.parse(due) - now) / 1000) + 1;
  if (isFirst && delay <= LONGEST_DELAY_SECONDS) await bell.ring(requestId, delay);
}

/** Answers messages, each by itself: one that fails is delivered again, and the others are not. */
export async function answerEvents(
  place: Workplace,
  messages: readonly QueueMessage[],
  report: (failure: Failure) => void,
): Promise<BatchResponse> {
  const failed: string[] = [];
  // One after the other: the service takes three writes of projects and members a second.
  for (const { messageId, body } of messages)
    try {
      const requestId = await requestOfMessage(body, place.domain);
      if (requestId !== undefined) await settle(place, requestId);
    } catch (error) {
      report({ subject: `message ${messageId}`, error });
      failed.push(messageId);
    }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Numbers of a sweep. */
export interface Swept {
  readonly looked: number;
  readonly failed: number;
  /** Requests that are left to the next sweep: the time was over. */
  readonly left: number;
  /** Records that were made again. */
  readonly rebuilt: number;
}

/**
 * Looks at everything that is due, and makes records again that were lost of projects that are there.
 *
 * A request that fails keeps none of the others from being looked at; the next sweep finds it again.
 *
 * @param isOver - Tells that no further request is to be begun: the next sweep takes the rest.
 * @returns numbers of requests that were looked at, of those that failed, that are left, and of records that were made again
 */
export async function sweep(
  place: Workplace,
  report: (failure: Failure) => void,
  isOver: () => boolean = () => false,
): Promise<Swept> {
  const { ports } = place;
  const [due, lost] = await Promise.all([ports.store.due(ports.clock()), lostRecords(place)]);
  let [looked, failed, rebuilt] = [0, 0, 0];
  const attempt = async (requestId: string, work: () => Promise<unknown>): Promise<void> => {
    if (isOver()) return;
    looked++;
    try {
      await work();
    } catch (error) {
      failed++;
      report({ subject: `request ${requestId}`, error });
    }
  };
  for (const record of lost)
    await attempt(record.requestId, async () => {
      if (!(await ports.store.save(record))) return;
      rebuilt++;
      await settle(place, record.requestId);
    });
  for (const requestId of due) await attempt(requestId, () => settle(place, requestId));
  return { looked, failed, left: lost.length + due.length - looked, rebuilt };
}

/** Records of projects that carry a mark of the application, and of which nothing is remembered, or that they were over. */
async function lostRecords({ domain, ports }: Workplace): Promise<ProjectRecord[]> {
  const { directory } = ports.service;
  const [marked, open] = await Promise.all([markedProjects(domain, directory), ports.store.open()]);
  const known = new Set(open);
  const lost: ProjectRecord[] = [];
  for (const [requestId, project] of marked) {
    if (known.has(requestId)) continue;
    const before = await ports.store.load(requestId);
    if (before !== undefined && before.endedAt === undefined) continue;
    const record = await recordOf(domain, directory, project);
    if (record !== undefined) lost.push({ ...record, revision: before?.revision ?? 0 });
  }
  return lost;
}
