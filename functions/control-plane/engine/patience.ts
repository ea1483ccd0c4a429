import { ControlPlaneError } from "../errors";

/** Time, replaceable in tests. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** Wall-clock time. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Limits of a wait: the whole time, and the delays between two looks. */
export interface WaitLimits {
  /** @default - whatever the invocation has left */
  readonly limitSeconds?: number;
  /** @default 0.5 */
  readonly firstDelaySeconds?: number;
  /** @default 15 */
  readonly longestDelaySeconds?: number;
}

/** Time that stays for the answer and the last ledger write. */
const MARGIN_MILLISECONDS = 10_000;
const GROWTH = 1.6;

/** Waiting with backoff, bounded by what the invocation has left. */
export class Patience {
  private readonly deadline: number;

  public constructor(
    private readonly clock: Clock,
    remainingMilliseconds: number,
  ) {
    this.deadline = clock.now() + Math.max(0, remainingMilliseconds - MARGIN_MILLISECONDS);
  }

  /**
   * Asks again until there is an answer.
   *
   * @throws ControlPlaneError TIMED_OUT in one line that says what was waited for and that applying again is safe
   */
  public async until<T>(what: () => string, ask: () => Promise<T | undefined>, limits: WaitLimits = {}): Promise<T> {
    const started = this.clock.now();
    for await (const _ of this.attempts(limits)) {
      const answer = await ask();
      if (answer !== undefined) return answer;
    }
    const seconds = Math.round((this.clock.now() - started) / 1000);
    throw new ControlPlaneError(
      "TIMED_OUT",
      `gave up after ${seconds} s waiting for ${what()}; fix: apply again, it is safe and continues where it stopped`,
    );
  }

  /** Repeats a call while `again` accepts its error; the last error is thrown when the limit passes. */
  public async retrying<T>(
    again: (error: unknown) => boolean,
    call: () => Promise<T>,
    limits: WaitLimits = {},
  ): Promise<T> {
    let last: unknown;
    for await (const _ of this.attempts(limits)) {
      try {
        return await call();
      } catch (error) {
        if (!again(error)) throw error;
        last = error;
      }
    }
    throw last;
  }

  /** One turn at once, further ones with growing delays until the limit. */
  public async *attempts(limits: WaitLimits = {}): AsyncGenerator<number> {
    const end = Math.min(
      this.deadline,
      limits.limitSeconds === undefined ? Infinity : this.clock.now() + limits.limitSeconds * 1000,
    );
    const longest = (limits.longestDelaySeconds ?? 15) * 1000;
    let delay = (limits.firstDelaySeconds ?? 0.5) * 1000;
    for (let turn = 1; ; turn += 1) {
      yield turn;
      if (this.clock.now() + delay > end) return;
      await this.clock.sleep(delay);
      delay = Math.min(delay * GROWTH, longest);
    }
  }
}
