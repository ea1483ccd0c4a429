import { RunnerError } from "../errors";
import { ofStage, silentReporter, type Reporter } from "../progress";
import { Interruption } from "../terraform";
import type { LockUse } from "./provider-lock-use";
import { prepareSession, type RunOptions, type Session } from "./session";

/** Stages that are worked on at the same time, often just one. */
export interface JointRun {
  /** In the order in which they were asked for. */
  readonly sessions: readonly Session[];
  /** Stacks of all stages in work at the same time. */
  readonly parallelism: number;
  readonly reporter: Reporter;
  readonly interruption: Interruption;
}

/**
 * Opens the sessions of several stages side by side. They share what the first says of parallelism, reporter and interruption.
 *
 * @param lockUse what is done with the lock file of providers, of which all of them say the same only once
 * @throws RunnerError where one cannot be opened, or two would be synthesized into the same directory
 */
export async function openJointRun(stages: readonly RunOptions[], lockUse: LockUse = "check"): Promise<JointRun> {
  const { reporter = silentReporter, interruption = new Interruption(), parallelism } = stages[0];
  refuseSharedDirectories(stages);
  const opening = stages.map((options) =>
    prepareSession(
      {
        ...options,
        parallelism,
        interruption,
        reporter: stages.length === 1 ? reporter : ofStage(options.stage, reporter),
      },
      lockUse,
    ),
  );
  await Promise.allSettled(opening); // also where the first fails: a synthesis that goes on writes into directories
  const opened = await Promise.all(opening);
  const sessions = opened.map(({ session }) => session);
  for (const note of new Set(opened.flatMap(({ notes }) => notes))) reporter.note(note);
  return { sessions, parallelism: sessions[0].parallelism, reporter, interruption };
}

/** The stages of a run in words: `dev`, `shared, dev`. */
export function namesOf({ sessions }: Pick<JointRun, "sessions">): string {
  return sessions.map(({ stage }) => stage).join(", ");
}

function refuseSharedDirectories(stages: readonly RunOptions[]): void {
  const directories = new Set(stages.map(({ outputDirectory }) => outputDirectory));
  if (directories.size < stages.length)
    throw new RunnerError("stages that are worked on at the same time need an output directory each");
}
