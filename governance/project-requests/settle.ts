import { laterBy } from "../access/time";
import { canonicalJson } from "../../contracts/canonical-json";
import { carryOut } from "./carry-out";
import { planStep } from "./plan";
import type { ProjectPorts } from "./ports";
import type { ProjectRecord } from "./record";
import type { ProjectSettings } from "./settings";
import type { Step } from "./step";

/** Steps of one run. The longest is a retirement: a step for each thing that is taken away. The sweep goes on where it ends. */
const STEPS = 100;

/** State in which a run leaves a request. */
export interface Settled {
  readonly record: ProjectRecord;
  /** Time of the next look; absent where nothing is to be done any more. */
  readonly nextLook?: string;
}

/**
 * Brings a request as far as it can be brought now.
 *
 * It may be called at any time, any number of times, by several at once, and be cut off anywhere: each step is planned from what is
 * stored and what the service says, decisions are stored before the service is told, and a store that somebody else was faster with
 * leads to another look.
 *
 * @returns nothing where there is no such request
 * @throws whatever a port throws: the caller comes again
 */
export async function settleProject(
  requestId: string,
  ports: ProjectPorts,
  settings: ProjectSettings,
): Promise<Settled | undefined> {
  let last: Step | undefined;
  for (let count = 0; count < STEPS; count++) {
    const record = await ports.store.load(requestId);
    if (record === undefined) return undefined;
    const view = record.endedAt === undefined ? await ports.service.look(record) : {};
    const step = planStep(record, view, settings, ports.clock());
    if (step.kind === "wait") return { record, nextLook: step.until };
    // What the service was told a moment ago it may not say yet: reads lag behind.
    const isTold = canonicalJson(step) === canonicalJson(last);
    const isDone = !isTold && (await carryOut(step, record, ports, settings));
    if (!isDone) return { record, nextLook: laterBy(ports.clock(), { minutes: settings.lookAgainMinutes }) };
    last = step;
  }
  const record = await ports.store.load(requestId);
  return record && { record, nextLook: ports.clock() };
}
