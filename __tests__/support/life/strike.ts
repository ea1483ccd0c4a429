import { setTimeout as delay } from "node:timers/promises";

/** Waits for a moment, strikes, and returns how the run ended; a run that ends before it fails. */
export async function strikeWhen<T>(
  moment: () => Promise<boolean>,
  strike: () => void,
  run: () => Promise<T>,
): Promise<T> {
  let struck = false;
  let ended = false;
  const outcome = run().finally(() => (ended = true));
  while (!ended && !struck) {
    struck = await moment();
    if (struck) strike();
    else await delay(50);
  }
  if (!struck) throw new Error(`ended before the strike: ${JSON.stringify(await outcome, undefined, 2)}`);
  return outcome;
}
