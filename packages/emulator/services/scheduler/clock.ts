import type { MotoProxy } from "../../moto-proxy";
import type { Store } from "../../store";
import { type Due, dueAfter } from "./due";
import type { Executions } from "./executions";
import { heldSchedules } from "./model";

const TICK_MS = 5000;
/** More in one step would take minutes. */
const MOST_RUNS = 1000;

/** Something scheduled, as the control endpoint lists it. */
export interface ListedSchedule {
  readonly arn: string;
  readonly expression: string;
  /** Time of the next run. @default - never again, or disabled */
  readonly next?: string;
}

/**
 * Clock of schedules: it goes with the machine's, and can be put forward. What was due before the emulator started is not made
 * up for.
 */
export class ScheduleClock {
  /** Milliseconds by which it is ahead. */
  private ahead = 0;
  /** Time until which everything due was run. */
  private done = Date.now();
  private timer: NodeJS.Timeout | undefined;
  /** One after the other: a step that is under way would be repeated by the next. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly proxy: MotoProxy,
    private readonly store: Store,
    private readonly executions: Executions,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.advance(0).catch((error: Error) => process.stderr.write(`emulator: schedules: ${error.message}\n`));
    }, TICK_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Waits for what is under way. */
  async drained(): Promise<void> {
    await this.turn.catch(() => undefined);
  }

  /** Milliseconds by which the clock is ahead of the machine's. */
  get aheadBy(): number {
    return this.ahead;
  }

  get now(): number {
    return Date.now() + this.ahead;
  }

  /**
   * Puts the clock forward and runs everything that becomes due, in its order; answers how often something was run.
   *
   * @throws Error where that would be more than 1000 times
   */
  advance(milliseconds: number): Promise<number> {
    return this.inTurn(() => this.step(milliseconds));
  }

  /** Puts the clock forward and runs nothing of what would have become due: weeks of a schedule by the minute are thousands of runs. */
  skip(milliseconds: number): Promise<void> {
    return this.inTurn(async () => {
      await this.putForward(milliseconds);
      this.done = this.now;
      this.store.changed();
    });
  }

  /** Queues hold messages back by moto's clock, which is the machine's: they are told. */
  private async putForward(milliseconds: number): Promise<void> {
    this.ahead += milliseconds;
    if (milliseconds > 0) await this.proxy.skip(milliseconds);
  }

  /** Runs something scheduled now, whenever it is due: by ARN or name; false where there is none. */
  fire(named: string): Promise<boolean> {
    return this.inTurn(async () => {
      const found = (await this.due()).find(({ arn }) => arn === named || arn.split("/").pop() === named);
      if (found !== undefined) await this.executions.run(found.scheduled, this.now, false);
      return found !== undefined;
    });
  }

  async list(): Promise<readonly ListedSchedule[]> {
    return (await this.due()).map(({ arn, expression, next }) => ({
      arn,
      expression,
      ...(next === undefined ? {} : { next: new Date(next).toISOString() }),
    }));
  }

  private async step(milliseconds: number): Promise<number> {
    const held = await heldSchedules(this.proxy);
    // Rates that are new count from before the step.
    const planned = this.plan(dueAfter(held, this.done, this.now, this.store), milliseconds, held);
    await this.putForward(milliseconds);
    for (const { due, at, isLast } of planned.runs) await this.executions.run(due.scheduled, at, isLast);
    this.done = planned.until;
    this.store.changed();
    return planned.runs.length;
  }

  private plan(dues: readonly Due[], milliseconds: number, held: Awaited<ReturnType<typeof heldSchedules>>) {
    const until = this.now + milliseconds;
    const runs: { due: Due; at: number; isLast: boolean }[] = [];
    let pending = dues;
    for (;;) {
      const nexts = pending.flatMap(({ next }) => (next === undefined || next > until ? [] : [next]));
      if (nexts.length === 0) break;
      const at = Math.min(...nexts);
      const following = dueAfter(held, at, this.now, this.store);
      pending.forEach((due, position) => {
        if (due.next === at) runs.push({ due, at, isLast: following[position].next === undefined });
      });
      if (runs.length > MOST_RUNS) throw new Error(`more than ${MOST_RUNS} runs: put the clock forward by less`);
      pending = following;
    }
    return { runs, until };
  }

  private async due(): Promise<readonly Due[]> {
    return dueAfter(await heldSchedules(this.proxy), this.now, this.now, this.store);
  }

  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.turn.catch(() => undefined).then(run);
    this.turn = result;
    return result;
  }
}
