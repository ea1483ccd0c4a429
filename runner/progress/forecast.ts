import type { DurationHistory, PhaseDurations, RunDurations } from "./duration-history";
import { remainingSeconds } from "./remaining";

/** A run that goes on: one phase, or the phases of a series one after the other. */
interface CurrentRun {
  readonly name: string;
  readonly history: DurationHistory | undefined;
  readonly earlier: RunDurations | undefined;
  readonly startedAt: number;
  readonly phases: { title: string; stacks: number; beganAt: number; finishedAt: number[] }[];
  readonly isSeries: boolean;
  failed: boolean;
}

/**
 * Measures a run, and tells from the last complete one of the same name on this machine how long it will still take.
 *
 * A phase on its own is compared with the last one that had the same title and as many stacks; the phases of a series with those
 * of the last series, so that what follows a phase, and what lies between two, counts.
 */
export class Forecast {
  private run: CurrentRun | undefined;
  private working = false;

  /** @param clock milliseconds; stands still while somebody is asked */
  constructor(
    private readonly clock: () => number,
    private readonly history?: DurationHistory,
  ) {}

  /**
   * Phases follow that belong together.
   *
   * @returns seconds that the last complete series of this name took
   */
  beginSeries(name: string, history: DurationHistory): number | undefined {
    this.run = this.newRun(name, history, true);
    return this.run.earlier?.seconds;
  }

  /** The series is complete, and recorded unless one of its phases is not. */
  endSeries(): void {
    if (this.run?.isSeries === true) this.close(this.run);
  }

  begin(title: string, stacks: number): void {
    // Ids of stacks are chosen freely with --stack: a run of one must not make us forget how long all of them take.
    if (this.run?.isSeries !== true) this.run = this.newRun(`${title}: ${stacks}`, this.history, false);
    this.run.phases.push({ title, stacks, beganAt: this.elapsed(this.run), finishedAt: [] });
    this.working = true;
  }

  finished(): void {
    if (this.run !== undefined) this.run.phases.at(-1)?.finishedAt.push(this.elapsed(this.run));
  }

  /** @param complete whether the phase did all it was to do */
  end(complete: boolean): void {
    if (!this.working || this.run === undefined) return;
    this.working = false;
    this.run.failed ||= !complete;
    if (!this.run.isSeries) this.close(this.run);
  }

  /** Seconds that are left; undefined where no earlier run tells. */
  remaining(): number | undefined {
    const { run } = this;
    const phase = run?.phases.at(-1);
    if (run?.earlier === undefined || phase === undefined) return undefined;
    const before = run.earlier.phases.findIndex(
      ({ title, stacks }) => title === phase.title && stacks === phase.stacks,
    );
    if (before < 0) return undefined;
    const stepsBefore = run.earlier.phases.slice(0, before).flatMap(timesOf).length;
    const stepsHere = timesOf(phase).slice(0, timesOf(run.earlier.phases[before]).length).length;
    return remainingSeconds(
      { seconds: run.earlier.seconds, steps: run.earlier.phases.flatMap(timesOf) },
      {
        steps: stepsBefore + stepsHere,
        lastStep: timesOf(phase).at(-1) ?? 0,
        elapsed: this.elapsed(run),
      },
    );
  }

  private newRun(name: string, history: DurationHistory | undefined, isSeries: boolean): CurrentRun {
    const earlier = history?.last(name);
    return { name, history, earlier, startedAt: this.clock(), phases: [], isSeries, failed: false };
  }

  private close(run: CurrentRun): void {
    this.run = undefined;
    this.working = false;
    if (!run.failed) run.history?.record(run.name, { seconds: this.elapsed(run), phases: run.phases });
  }

  /** Whole milliseconds are enough, and never less than before: a clock may be set back. */
  private elapsed(run: CurrentRun): number {
    const phase = run.phases.at(-1);
    return Math.max(phase?.finishedAt.at(-1) ?? phase?.beganAt ?? 0, Math.round(this.clock() - run.startedAt) / 1000);
  }
}

/** Beginnings of phases are steps as well: what lies before them is then over. */
function timesOf({ beganAt, finishedAt }: PhaseDurations): number[] {
  return [beganAt, ...finishedAt];
}
