import type { AiopsSettings } from "../../contracts/aiops/settings";
import { LONGEST_DELAY_SECONDS } from "../../contracts/application/access-settings";
import { settleRepository, type RepositoryKey, type RepositoryPorts } from "../../governance/repositories";
import type { BatchResponse, Failure, QueueMessage } from "../application-store/queue-message";
import type { Bell } from "./bell";
import { repositoriesOf, repositoriesOfMessage } from "./doorbell";
import type { Domain } from "./facts/build-project";

/** Everything that the function works with. */
export interface Workplace {
  readonly settings: AiopsSettings;
  readonly domain: Domain;
  readonly ports: RepositoryPorts;
  readonly bell: Bell;
}

/** Brings a repository as far as it goes now; where that is soon, a doorbell rings when another look is worth it. */
async function settle({ ports, bell }: Workplace, key: RepositoryKey, rings: boolean): Promise<void> {
  const settled = await settleRepository(key, ports);
  if (settled?.nextLook === undefined || !rings) return;
  const delay = Math.ceil((Date.parse(settled.nextLook) - Date.parse(ports.clock())) / 1000) + 1;
  if (delay <= LONGEST_DELAY_SECONDS) await bell.ring(key, delay);
}

/** Answers messages, each by itself: one that fails is delivered again, and the others are not. */
export async function answerMessages(
  place: Workplace,
  messages: readonly QueueMessage[],
  report: (failure: Failure) => void,
): Promise<BatchResponse> {
  const failed: string[] = [];
  // One after the other: hosts count requests at once against a second limit.
  for (const { messageId, body } of messages)
    try {
      for (const key of await repositoriesOfMessage(body, place.settings, place.domain)) await settle(place, key, true);
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
  /** Repositories that are left to the next sweep: the time was over. */
  readonly left: number;
}

/**
 * Looks at every repository: no event tells that a template, a reviewer or a place has changed, nor that somebody has taken a protection
 * away. It rings no doorbells: each sweep would begin another chain of them.
 *
 * @param isOver - Tells that no further repository is to be begun.
 * @param first - Use case to begin with, so that those at the end have their turn.
 */
export async function sweep(
  place: Workplace,
  report: (failure: Failure) => void,
  isOver: () => boolean = () => false,
  first = 0,
): Promise<Swept> {
  const useCases = Object.keys(place.settings.useCases).sort();
  const turned = [...useCases.slice(first % Math.max(1, useCases.length)), ...useCases].slice(0, useCases.length);
  const all = turned.flatMap(repositoriesOf);
  let [looked, failed] = [0, 0];
  for (const key of all) {
    if (isOver()) break;
    looked++;
    try {
      await settle(place, key, false);
    } catch (error) {
      failed++;
      report({ subject: `${key.repository} repository of ${key.useCase}`, error });
    }
  }
  return { looked, failed, left: all.length - looked };
}
