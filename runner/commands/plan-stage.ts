import { runWaves, toWaves, type PoolOptions } from "../schedule";
import { logFileOf, openSession, type RunOptions, type Session } from "../session";
import { planStack, notStarted, type StackPlan } from "../stack-operations";
import { formatStatus, type StackOutcome, type StageOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import { findUnapplied, findWaitsFor } from "./waiting";

/** Options of {@link planStage}. */
export interface PlanOptions extends RunOptions {
  /**
   * Start no further stack after the first that fails; those in work are finished.
   *
   * @default false: all errors are found in one run
   */
  readonly stopOnFailure?: boolean;
}

/**
 * Plans every stack of a stage, layer by layer.
 *
 * A stack that cannot be planned before another is applied is reported as waiting, not as failed. Exit code as
 * `terraform plan -detailed-exitcode`: 0 nothing to do, 1 error, 2 changes (or waiting stacks).
 *
 * @throws RunnerError where nothing can be planned: configuration, tools, a stage that was not bootstrapped
 */
export async function planStage(options: PlanOptions): Promise<StageOutcome> {
  const startedAt = Date.now();
  const session = await openSession(options);
  session.reporter.begin(`plan ${session.stage}`, session.stacks.length);
  try {
    const stacks = await planAll(session, options.stopOnFailure === true);
    const failed = stacks.some(({ status }) => status === "failed" || status === "not started");
    const changed = stacks.some(({ status }) => status === "changed" || status === "waiting");
    const exitCode = failed ? 1 : changed ? 2 : 0;
    return { stage: session.stage, stacks, seconds: (Date.now() - startedAt) / 1000, exitCode };
  } finally {
    session.reporter.end();
  }
}

/** Plans in waves, so that what a stack waits for is known before its turn. */
async function planAll(session: Session, stopOnFailure: boolean): Promise<StackOutcome[]> {
  const waves = toWaves(session.stacks, "apply");
  const planned = new Map<string, StackPlan>();
  const work = async (stack: SynthesizedStack): Promise<StackPlan> => {
    const plan = await planOne(session, stack, planned);
    planned.set(stack.id, plan);
    session.reporter.finished(stack.id, formatStatus(plan), plan.seconds);
    return plan;
  };
  const options: PoolOptions<StackPlan> = {
    parallelism: session.parallelism,
    stop: () => session.interruption.stopping,
    isFailure: ({ status }) => stopOnFailure && status === "failed",
  };
  const { results } = await runWaves(waves, work, options);
  const ordered = waves.flat();
  return results.map((result, index) => result ?? notStarted(session, ordered[index]));
}

async function planOne(
  session: Session,
  stack: SynthesizedStack,
  before: ReadonlyMap<string, StackPlan>,
): Promise<StackPlan> {
  const unapplied = findUnapplied(stack, before);
  if (unapplied !== undefined) return waiting(session, stack, { waitsFor: unapplied, neverApplied: true, seconds: 0 });
  const plan = await planStack(session, stack);
  const waitsFor = findWaitsFor(stack, plan, before);
  return waitsFor === undefined ? plan : waiting(session, stack, { ...plan, waitsFor });
}

function waiting(
  session: Session,
  stack: SynthesizedStack,
  facts: Pick<StackPlan, "neverApplied" | "seconds"> & { readonly waitsFor: string },
): StackPlan {
  const { waitsFor, neverApplied, seconds } = facts;
  const logFile = logFileOf(session, stack.id);
  return { stack: stack.id, status: "waiting", changes: [], errors: [], waitsFor, neverApplied, seconds, logFile };
}
