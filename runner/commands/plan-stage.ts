import { runWaves, toWaves } from "../schedule";
import { logFileOf, openSession, type RunOptions, type Session } from "../session";
import { planStack, notStarted, type StackPlan } from "../stack-operations";
import { formatStatus, type StackOutcome, type StageOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import { findUnapplied, findWaitsFor } from "./waiting";

/**
 * Plans every stack of a stage, layer by layer.
 *
 * A stack that cannot be planned before another is applied is reported as waiting, not as failed. Exit code as
 * `terraform plan -detailed-exitcode`: 0 nothing to do, 1 error, 2 changes (or waiting stacks).
 *
 * @throws RunnerError where nothing can be planned: configuration, tools, a stage that was not bootstrapped
 */
export async function planStage(options: RunOptions): Promise<StageOutcome> {
  const startedAt = Date.now();
  const session = await openSession(options);
  session.reporter.begin(`plan ${session.stage}`, session.stacks.length);
  try {
    const stacks = await planAll(session);
    const failed = stacks.some(({ status }) => status === "failed" || status === "not started");
    const changed = stacks.some(({ status }) => status === "changed" || status === "waiting");
    const exitCode = failed ? 1 : changed ? 2 : 0;
    return { stage: session.stage, stacks, seconds: (Date.now() - startedAt) / 1000, exitCode };
  } finally {
    session.reporter.end();
  }
}

/** Plans in waves, so that what a stack waits for is known before its turn. Errors of one stack stop no other. */
async function planAll(session: Session): Promise<StackOutcome[]> {
  const waves = toWaves(session.stacks, "apply");
  const planned = new Map<string, StackPlan>();
  const work = async (stack: SynthesizedStack): Promise<StackPlan> => {
    const plan = await planOne(session, stack, planned);
    planned.set(stack.id, plan);
    session.reporter.finished(stack.id, formatStatus(plan), plan.seconds);
    return plan;
  };
  const { results } = await runWaves(waves, work, {
    parallelism: session.parallelism,
    stop: () => session.interruption.stopping,
  });
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
