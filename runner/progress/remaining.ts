/** Times of an earlier run that was complete: seconds from its beginning. */
export interface EarlierRun {
  /** Duration of the whole run. */
  readonly seconds: number;
  /** Ends of its steps, ascending: a step is a stack that was finished, or work between the phases of a long run. */
  readonly steps: readonly number[];
}

/** Progress of the run that goes on now. */
export interface RunPosition {
  /** Steps that have ended. */
  readonly steps: number;
  /** Seconds from its beginning when the last of them ended; 0 where none has. */
  readonly lastStep: number;
  /** Seconds since its beginning. */
  readonly elapsed: number;
}

/** Limits of how much slower or faster than the earlier run the rest is expected to be. */
const SLOWEST = 3;
const FASTEST = 0.5;

/**
 * Part of the earlier run that is taken to be as fast as it was then, on top of what was measured: without it the first stack,
 * which takes seconds, would decide what is expected of minutes.
 */
const ASSUMED = 0.2;

/** Below this the end is near; a run that stays there for longer than {@link PATIENCE} does not do as the earlier one did. */
const ALMOST_DONE = 5;
const PATIENCE = 15;

/**
 * Seconds that a run will still take, if it goes on as an earlier one did; undefined where that one is no guide any more.
 *
 * What remained then is scaled by how fast this run was up to its last step. It sinks while the next step is due, and a step
 * that ends never raises it. A step that is late makes it rise, by {@link ASSUMED} at most five seconds in a second.
 */
export function remainingSeconds(earlier: EarlierRun, { steps, lastStep, elapsed }: RunPosition): number | undefined {
  const ends = [0, ...earlier.steps, earlier.seconds];
  const index = Math.min(steps, earlier.steps.length);
  const assumed = earlier.seconds * ASSUMED;
  const paceAt = (now: number, then: number): number =>
    then + assumed > 0 ? Math.min(SLOWEST, Math.max(FASTEST, (now + assumed) / (then + assumed))) : 1;
  const pace = paceAt(lastStep, ends[index]);
  const passed = Math.max(0, elapsed - lastStep);
  const due = pace * (ends[index + 1] - ends[index]);
  if (passed <= due) return pace * (earlier.seconds - ends[index]) - passed;
  const remaining = paceAt(elapsed, ends[index + 1]) * (earlier.seconds - ends[index + 1]);
  return remaining < ALMOST_DONE && passed - due > PATIENCE ? undefined : remaining;
}

/** `about 1 min 20 s left`, `almost done`: in steps that do not pretend to know more than an estimate can. */
export function formatRemaining(seconds: number): string {
  if (seconds < ALMOST_DONE) return "almost done";
  const step = seconds < 115 ? 10 : seconds < 285 ? 30 : seconds < 3570 ? 60 : 300;
  const rounded = Math.max(step, Math.round(seconds / step) * step);
  const minutes = Math.floor(rounded / 60);
  const parts = [...(minutes > 0 ? [`${minutes} min`] : []), ...(rounded % 60 > 0 ? [`${rounded % 60} s`] : [])];
  return `about ${parts.join(" ")} left`;
}
