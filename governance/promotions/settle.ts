import { laterBy } from "../access/time";
import { canonicalJson } from "../../contracts/canonical-json";
import { carryOut } from "./carry-out";
import { planStep } from "./plan";
import type { PromotionPorts } from "./ports";
import { freshRecord, type PromotionsRecord } from "./record";
import { seenVersion } from "./seen";
import type { UseCase } from "./use-case";

/** Steps of one run. A promotion takes about fifteen for a stage, duties among them; the sweep goes on where it ends. */
const STEPS = 120;
/** Minutes after which somebody looks again where another was faster. */
const AGAIN = 1;

/** State in which a run leaves a use case. */
export interface Settled {
  readonly record: PromotionsRecord;
  /** Time of the next look; absent where only an event or a person can change something. */
  readonly nextLook?: string;
}

/** Limits of a run. */
export interface Run {
  /** Releases that somebody has rung for: they are read again. */
  readonly look?: readonly string[];
  /** Tells that no further step is to be begun: a function is cut off after a while. */
  readonly isOver?: () => boolean;
}

/**
 * Brings the promotions of a use case as far as they can be brought now.
 *
 * It may be called at any time, any number of times, by several at once, and be cut off anywhere: what an event tells is read again, each
 * step is planned from what is stored, decisions are stored before accounts and the code host are told, and a store that somebody else was
 * faster with leads to another look.
 *
 * @throws whatever a port throws: the caller comes again
 */
export async function settlePromotions(useCase: UseCase, ports: PromotionPorts, run: Run = {}): Promise<Settled> {
  const { look = [], isOver = () => false } = run;
  for (const release of look) await lookAt(release, useCase, ports);
  for (let count = 0; count < STEPS && !isOver(); count++) {
    const record = await load(useCase, ports);
    const step = planStep(record, useCase, ports.clock());
    if (step.kind === "wait") return { record, ...(step.until === undefined ? {} : { nextLook: step.until }) };
    await carryOut(step, record, useCase, ports);
  }
  return { record: await load(useCase, ports), nextLook: laterBy(ports.clock(), { minutes: AGAIN }) };
}

const load = async ({ key }: UseCase, { store }: PromotionPorts): Promise<PromotionsRecord> =>
  (await store.load(key)) ?? freshRecord(key);

/** Attempts to store what was seen of a version over what others store. */
const ATTEMPTS = 5;

/** Reads a version again, and stores what follows from it. */
async function lookAt(release: string, useCase: UseCase, ports: PromotionPorts): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const record = await load(useCase, ports);
    const view = await ports.registry.describe(useCase, release);
    if (view === undefined) return;
    const seen = seenVersion(record, view, useCase, ports.clock());
    if (canonicalJson(seen) === canonicalJson(record) || (await ports.store.save(seen))) return;
  }
  throw new Error(`${release} was seen, and others were faster to store ${ATTEMPTS} times`);
}
