import { inspect } from "node:util";
import { promiseHooks } from "node:v8";

/** Result of a run, and what was rejected in it. */
export interface WatchedRun<T> {
  readonly result: T;
  /** Reasons of promises that were rejected and that nobody handles, in one line each. */
  readonly rejected: readonly string[];
}

/**
 * Runs something and looks after the promises that it makes: Node.js ends a process in which a rejection is not handled, and
 * it notices after the check has said that all is well.
 *
 * A promise that is rejected only later is silenced: what a file offers was read by then.
 */
export function watchPromises<T>(run: () => T): WatchedRun<T> {
  const made: Promise<unknown>[] = [];
  const handled = new Set<unknown>();
  const stop = promiseHooks.onInit((promise, parent) => {
    made.push(promise);
    if (parent !== undefined) handled.add(parent);
  }) as () => void;
  let result: T;
  try {
    result = run();
  } finally {
    stop();
    for (const promise of made) promise.catch(() => undefined);
  }
  return { result, rejected: made.filter((promise) => !handled.has(promise)).flatMap(reasonOf) };
}

/** Node.js has no other way to ask a promise for its state without waiting. */
function reasonOf(promise: Promise<unknown>): string[] {
  const text = inspect(promise, { depth: 0, customInspect: false, breakLength: Infinity });
  const [, reason] = /^[^<]*\{\s*<rejected> ([^\n]*)/.exec(text) ?? [];
  return reason === undefined ? [] : [reason.replace(/ \}$/, "")];
}
