import { type HostAnswer, HostThrottles, HostUnreachable, type HostRequest, saidIn, type Transport } from "./message";

/** Bounds of patience, and what tests replace. */
export interface Patience {
  /** Attempts of one request. @default 4 */
  readonly attempts?: number;
  /** Longest time that one request waits for the host, in milliseconds. @default 20 seconds */
  readonly longestWait?: number;
  /** @default - waits */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Milliseconds since 1970. @default - the system's */
  readonly now?: () => number;
  /** Between 0 and 1. @default - random */
  readonly jitter?: () => number;
}

const SECOND = 1000;
/** Wait of GitHub's secondary limits where the host says no time. @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const UNSAID = 60 * SECOND;
/** Requests that may be sent again although nobody knows whether they were carried out. */
const REPEATABLE: readonly HostRequest["method"][] = ["GET", "PUT", "DELETE"];

/**
 * A transport that waits where the host asks for it, and repeats what may be repeated: after a refusal for the rate nothing was done, so
 * that everything may; after a server's error or a lost answer, what is the same twice.
 *
 * @throws HostThrottles where the host asks for a longer wait; HostUnreachable where the last attempt had no answer
 */
export function patient(send: Transport, patience: Patience = {}): Transport {
  const { attempts = 4, longestWait = 20 * SECOND, sleep = pause, now = Date.now, jitter = Math.random } = patience;
  return async (request) => {
    const mayRepeat = REPEATABLE.includes(request.method);
    for (let attempt = 1; ; attempt++) {
      const last = attempt === attempts;
      const backoff = SECOND * 2 ** (attempt - 1) * (0.5 + jitter() / 2);
      const answer = await tried(() => send(request));
      if (answer instanceof HostUnreachable) {
        if (last || !mayRepeat) throw answer;
        await sleep(backoff);
        continue;
      }
      const asked = waitOf(answer, now());
      if (asked === undefined && !(answer.status >= 500 && mayRepeat)) return answer;
      const wait = asked ?? backoff;
      if (asked !== undefined && (last || wait > longestWait)) throw throttled(answer, now() + wait);
      if (last) return answer;
      await sleep(wait);
    }
  };
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function tried(send: () => Promise<HostAnswer>): Promise<HostAnswer | HostUnreachable> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof HostUnreachable) return error;
    throw error;
  }
}

/**
 * Milliseconds that the host asks to wait; nothing where it does not. GitHub answers 403 or 429, GitLab 429; a 403 without these signs is a
 * refusal.
 *
 * @see https://docs.gitlab.com/security/rate_limits/
 */
function waitOf(answer: HostAnswer, now: number): number | undefined {
  const { status, headers } = answer;
  if (status !== 429 && status !== 403) return status === 503 ? retryAfter(headers, now) : undefined;
  const isSecondary = /secondary rate limit|abuse/i.test(saidIn(answer));
  const isUsedUp = headers["x-ratelimit-remaining"] === "0";
  const said = retryAfter(headers, now);
  if (status === 403 && said === undefined && !isSecondary && !isUsedUp) return undefined;
  if (said !== undefined) return said;
  const reset = Number(headers["x-ratelimit-reset"] ?? headers["ratelimit-reset"]);
  if (Number.isFinite(reset) && reset > 0 && (isUsedUp || status === 429))
    return Math.max(SECOND, reset * SECOND - now);
  return UNSAID;
}

function retryAfter(headers: HostAnswer["headers"], now: number): number | undefined {
  const said = headers["retry-after"];
  if (said === undefined) return undefined;
  const seconds = Number(said);
  if (Number.isFinite(seconds)) return Math.max(0, seconds) * SECOND;
  const date = Date.parse(said);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function throttled(answer: HostAnswer, until: number): HostThrottles {
  return new HostThrottles(saidIn(answer), new Date(until).toISOString());
}
