import { runGraph } from "../schedule";
import { namesOf, openJointRun, StackTasks, type RunOptions, type StackTask } from "../session";
import { notStarted } from "../stack-operations";
import { formatStatus, type StackOutcome, type StageOutcome } from "../summary";
import { unconfiguredStacks } from "./unconfigured-stacks";

/** Work of a command on each stack. */
export interface StageWork<R extends StackOutcome> {
  /** Word for people. */
  readonly command: string;
  readonly work: (task: StackTask) => Promise<R>;
  /** An outcome after which no further stack is started. */
  readonly isFailure: (outcome: R) => boolean;
  /** @param isLeft there are stacks that are no longer configured, in a run that is about the whole stage */
  readonly exitCode: (outcomes: readonly StackOutcome[], isLeft: boolean) => StageOutcome["exitCode"];
}

/**
 * Works on all stacks of one or several stages, each when what it waits for is done, whichever stage that is in.
 *
 * @returns an outcome per stage, in the given order; stacks layer by layer
 */
export async function workOnStages<R extends StackOutcome>(
  stages: readonly RunOptions[],
  { command, work, isFailure, exitCode }: StageWork<R>,
): Promise<StageOutcome[]> {
  const startedAt = Date.now();
  const run = await openJointRun(stages);
  const tasks = new StackTasks(run.sessions);
  const ended = new Map<string, number>();
  run.reporter.begin(`${command} ${namesOf(run)}`, tasks.all.length);
  try {
    const tellingWork = async (task: StackTask): Promise<R> => {
      const outcome = await work(task);
      task.session.reporter.finished(task.stack.id, formatStatus(outcome), outcome.seconds);
      ended.set(task.session.stage, Date.now());
      return outcome;
    };
    const [{ results, complete }, ...unconfigured] = await Promise.all([
      runGraph(tasks.all, tasks, tellingWork, {
        parallelism: run.parallelism,
        stop: () => run.interruption.stopping,
        isFailure,
      }),
      ...run.sessions.map(unconfiguredStacks),
    ]);
    run.reporter.end(complete && !results.some((outcome) => outcome?.status === "failed"));
    const outcomes = tasks.all.map(({ session, stack }, index) => ({
      stage: session.stage,
      outcome: results[index] ?? notStarted(session, stack),
    }));
    return run.sessions.map(({ stage, wholeStage }, index) => {
      const stacks = outcomes.filter((one) => one.stage === stage).map(({ outcome }) => outcome);
      const seconds = ((ended.get(stage) ?? Date.now()) - startedAt) / 1000;
      const isLeft = wholeStage && unconfigured[index].stacks.length > 0;
      return { stage, stacks, unconfigured: unconfigured[index], seconds, exitCode: exitCode(stacks, isLeft) };
    });
  } finally {
    run.reporter.end();
  }
}
