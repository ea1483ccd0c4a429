import type { Outcome } from "./steps/exchange";
import type { HttpRequest } from "./service";

/** A call that an SDK has sent more than once, and what became of it before. */
export interface RepeatedAttempt {
  readonly time: string;
  /** Signing name and operation, or method and path where the operation is in the path. */
  readonly call: string;
  readonly attempt: number;
  readonly earlier: string;
}

interface Attempt {
  /** The same for all attempts of a call. */
  readonly invocation: string;
  readonly number: number;
}

interface Known {
  readonly outcome: Promise<Outcome>;
  readonly at: number;
}

/** SDKs give up long before. */
const KEPT_MILLISECONDS = 120_000;
const KEPT_REPETITIONS = 1000;

/**
 * Answers a repeated attempt of a call that was carried out with the answer of the first, so that a lost answer does no
 * harm: on a busy machine a client does not always take an answer that has arrived, and its SDK sends the call again.
 *
 * Every AWS SDK sends `amz-sdk-invocation-id` and `amz-sdk-request: attempt=N`. A refusal is decided anew, as AWS does it,
 * and an answer that a fault has lost on purpose stays lost: the next attempt is carried out.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export class Attempts {
  private readonly known = new Map<string, Known>();
  private readonly running = new Set<Promise<Outcome>>();
  private readonly repeated: RepeatedAttempt[] = [];

  /**
   * @param describe names a call in the list of repetitions
   * @param say told of each of them, in a line
   */
  constructor(
    private readonly describe: (request: HttpRequest) => string,
    private readonly say: (line: string) => void,
  ) {}

  /** Carries a call out, unless an earlier attempt of it already was. */
  async answer(request: HttpRequest, carryOut: () => Promise<Outcome>): Promise<Outcome> {
    const attempt = attemptOf(request);
    if (attempt === undefined) return this.track(carryOut());
    const earlier = this.known.get(attempt.invocation);
    const before = await earlier?.outcome.catch(() => undefined);
    const answersAgain = before !== undefined && isDone(before);
    if (attempt.number > 1) this.note(request, attempt.number, what(earlier, before));
    if (answersAgain) return before;
    const outcome = this.track(carryOut());
    this.known.delete(attempt.invocation); // a key that is set again would keep its old place
    this.known.set(attempt.invocation, { outcome, at: Date.now() });
    this.forgetOld();
    return outcome;
  }

  /** Calls that came more than once, the latest last. */
  list(): readonly RepeatedAttempt[] {
    return this.repeated;
  }

  /** Waits until every call that has arrived is answered. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  private track(outcome: Promise<Outcome>): Promise<Outcome> {
    this.running.add(outcome);
    const ended = (): unknown => this.running.delete(outcome);
    outcome.then(ended, ended);
    return outcome;
  }

  private note(request: HttpRequest, attempt: number, earlier: string): void {
    const call = this.describe(request);
    this.repeated.push({ time: new Date().toISOString(), call, attempt, earlier });
    if (this.repeated.length > KEPT_REPETITIONS) this.repeated.shift();
    this.say(`attempt ${attempt} of ${call}: ${earlier}`);
  }

  /** In the order of their arrival, so that the first that is young enough ends it. */
  private forgetOld(): void {
    for (const [invocation, { at }] of this.known) {
      if (Date.now() - at < KEPT_MILLISECONDS) return;
      this.known.delete(invocation);
    }
  }
}

function attemptOf({ headers }: HttpRequest): Attempt | undefined {
  const invocation = headers["amz-sdk-invocation-id"];
  if (invocation === undefined) return undefined;
  return { invocation, number: Number(/attempt=(\d+)/.exec(headers["amz-sdk-request"] ?? "")?.[1] ?? 1) };
}

function isDone(outcome: Outcome): boolean {
  return "reply" in outcome && outcome.reply.status < 400;
}

function what(earlier: Known | undefined, before: Outcome | undefined): string {
  if (earlier === undefined) return "no earlier one has arrived";
  if (before === undefined) return "the one before failed in the emulator; carried out again";
  if ("lost" in before) return "the answer to the one before was lost on purpose; carried out again";
  if (isDone(before)) return `the one before was answered with ${before.reply.status}; the same answer again`;
  return `the one before was refused with ${before.reply.status}; decided again`;
}
