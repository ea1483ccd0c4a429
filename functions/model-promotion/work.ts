import { LONGEST_DELAY_SECONDS } from "../../contracts/application/access-settings";
import type { AiopsSettings } from "../../contracts/aiops/settings";
import {
  freshRecord,
  isWorthALook,
  type PromotionPorts,
  seenRunning,
  settlePromotions,
  stageOf,
  type UseCase,
} from "../../governance/promotions";
import type { BatchResponse, Failure, QueueMessage } from "../application-store/queue-message";
import type { Bell } from "./bell";
import { rungBy } from "./doorbell";
import type { PromotionTable } from "./store/promotion-table";

/** Everything that the function works with. */
export interface Workplace {
  readonly settings: AiopsSettings;
  readonly ports: PromotionPorts & { readonly store: PromotionTable };
  readonly bell: Bell;
  /** A use case with what its build account tells; nothing while that account is not applied. */
  readonly useCase: (key: string) => Promise<UseCase | undefined>;
  /** Tells that nothing further is to be begun in this invocation. */
  readonly isOver: () => boolean;
}

/**
 * Brings the promotions of a use case as far as they go now, and sets a timer for what is soon; the sweep looks at everything else. Where
 * a look is said for already, no second timer is set: events would multiply the bells.
 *
 * @param look - Releases that somebody has rung for.
 */
export async function settle(place: Workplace, useCase: UseCase, look: readonly string[]): Promise<void> {
  const { ports, bell, isOver } = place;
  const { nextLook } = await settlePromotions(useCase, ports, { look, isOver });
  if (nextLook === undefined) return;
  const delay = Math.ceil((Date.parse(nextLook) - Date.parse(ports.clock())) / 1000) + 1;
  if (delay > LONGEST_DELAY_SECONDS) return;
  if (await ports.store.schedule(useCase.key, nextLook)) await bell.ring(useCase.key, delay);
}

/**
 * Answers messages. Use cases of which several tell are looked at once; a message whose use case fails is delivered again, and the others
 * are not.
 */
export async function answerEvents(
  place: Workplace,
  messages: readonly QueueMessage[],
  report: (failure: Failure) => void,
): Promise<BatchResponse> {
  const failed = new Set<string>();
  const rung = new Map<string, { readonly releases: Set<string>; readonly messages: string[] }>();
  for (const { messageId, body } of messages)
    try {
      for (const { useCase, release } of rungBy(body, place.settings)) {
        const known = rung.get(useCase) ?? { releases: new Set<string>(), messages: [] };
        if (release !== undefined) known.releases.add(release);
        known.messages.push(messageId);
        rung.set(useCase, known);
      }
    } catch (error) {
      report({ subject: `message ${messageId}`, error });
      failed.add(messageId);
    }
  for (const [key, { releases, messages: ids }] of rung)
    try {
      const useCase = await place.useCase(key);
      if (useCase !== undefined) await settle(place, useCase, [...releases]);
    } catch (error) {
      report({ subject: `use case ${key}`, error });
      for (const id of ids) failed.add(id);
    }
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Numbers of a sweep. */
export interface Swept {
  readonly looked: number;
  readonly failed: number;
  /** Use cases that are left to the next sweep: the time was over, or their build account is not applied. */
  readonly left: number;
}

/**
 * Looks at every use case: versions that no event told of, what waits, and what runs in each stage. A use case that fails keeps none of the
 * others from being looked at.
 */
export async function sweep(place: Workplace, report: (failure: Failure) => void): Promise<Swept> {
  let [looked, failed, left] = [0, 0, 0];
  for (const key of Object.keys(place.settings.useCases)) {
    if (place.isOver()) {
      left++;
      continue;
    }
    try {
      const useCase = await place.useCase(key);
      if (useCase === undefined) {
        left++;
        continue;
      }
      looked++;
      await settle(place, useCase, await forgotten(place, useCase));
      await compareRunning(place, useCase);
    } catch (error) {
      failed++;
      report({ subject: `use case ${key}`, error });
    }
  }
  return { looked, failed, left };
}

/** Versions whose standing is another one than what is remembered, the latest first: it is the one that goes on. */
async function forgotten({ ports }: Workplace, useCase: UseCase): Promise<string[]> {
  const [versions, record = freshRecord(useCase.key)] = await Promise.all([
    ports.registry.list(useCase),
    ports.store.load(useCase.key),
  ]);
  return versions
    .filter((version) => isWorthALook(record, version, useCase))
    .sort((one, other) => other.version - one.version)
    .map(({ release }) => release);
}

/** Compares what runs in each stage with what is promoted. What nobody can tell is no difference. */
async function compareRunning(place: Workplace, useCase: UseCase): Promise<void> {
  const { ports } = place;
  let isTold = false;
  for (const { name } of useCase.stages) {
    const before = await ports.store.load(useCase.key);
    if (before === undefined || stageOf(before, name).promoted === undefined) continue;
    const release = await ports.accounts.running(useCase, name);
    if (release === undefined) continue;
    // What was promoted while the account was asked is compared by the next sweep.
    const seen = seenRunning(before, name, release, ports.clock());
    if (seen !== before) isTold = (await ports.store.save(seen)) || isTold;
  }
  if (isTold) await settle(place, useCase, []);
}
