import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** One phase of a run: what a display has under one title. */
export interface PhaseDurations {
  readonly title: string;
  readonly stacks: number;
  /** Seconds from the beginning of the run to that of the phase. */
  readonly beganAt: number;
  /** Seconds from the beginning of the run to the end of the first, second, ... stack. */
  readonly finishedAt: readonly number[];
}

/** Durations of a complete run. */
export interface RunDurations {
  readonly seconds: number;
  readonly phases: readonly PhaseDurations[];
}

/** Runs that the file remembers; the one that was recorded longest ago is forgotten first. */
const REMEMBERED = 100;

/**
 * Durations of runs on this machine: of the last complete run under each name, in a file.
 *
 * It is a help and no more: a file that cannot be read is as good as none, and one that cannot be written stays as it was.
 */
export class DurationHistory {
  constructor(private readonly file: string) {}

  /** The last complete run of this name. */
  last(name: string): RunDurations | undefined {
    return new Map(this.read()).get(name);
  }

  /** Remembers a complete run in place of an earlier one of the same name. */
  record(name: string, durations: RunDurations): void {
    const others = this.read().filter(([other]) => other !== name);
    const all = [...others, [name, durations] as const].slice(-REMEMBERED);
    const partial = `${this.file}.${process.pid}.tmp`;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      writeFileSync(partial, `${JSON.stringify(Object.fromEntries(all))}\n`);
      renameSync(partial, this.file);
    } catch {
      forget(partial);
    }
  }

  private read(): (readonly [string, RunDurations])[] {
    try {
      const content: unknown = JSON.parse(readFileSync(this.file, "utf8"));
      const entries = content instanceof Object ? Object.entries(content as Record<string, unknown>) : [];
      return entries.filter((entry): entry is [string, RunDurations] => isRun(entry[1]));
    } catch {
      return [];
    }
  }
}

/** A full disk must not fail a run because of its history. */
function forget(partial: string): void {
  try {
    rmSync(partial, { force: true });
  } catch {
    // Then half a file stays beside the history, which nobody reads.
  }
}

/** Somebody else may have written the file: another version of this project, or half of it a disk that was full. */
function isRun(value: unknown): value is RunDurations {
  const { seconds, phases } = (value ?? {}) as Partial<RunDurations>;
  if (!Array.isArray(phases) || !phases.every(isPhase)) return false;
  return isAscending([0, ...phases.flatMap(({ beganAt, finishedAt }) => [beganAt, ...finishedAt]), seconds]);
}

function isPhase(value: unknown): value is PhaseDurations {
  const { title, stacks, finishedAt } = (value ?? {}) as Partial<PhaseDurations>;
  return typeof title === "string" && typeof stacks === "number" && Array.isArray(finishedAt);
}

function isAscending(times: readonly unknown[]): boolean {
  return times.every(
    (time, index) => Number.isFinite(time) && (index === 0 || (times[index - 1] as number) <= (time as number)),
  );
}
