import { refuseReadOnly, type RunOptions, type StackTask } from "../session";
import { applyPlan, notStarted, planStack } from "../stack-operations";
import type { StackOutcome, StageOutcome } from "../summary";
import { workOnStages } from "./stage-work";

/**
 * Applies one or several stages without asking: each stack is planned when what it waits for was applied, and exactly that plan
 * is applied.
 *
 * A stack waits for the stacks that its synthesis names, of its stage and of the others: nothing waits for a whole layer, and a
 * stage that joins a domain or is promoted from another begins while that one goes on. The first failure ends the run once
 * the stacks in work are finished; the next run continues, since what is done has an empty plan. Exit code 0 or 1.
 *
 * @param stages each with an output directory of its own; they share parallelism, reporter and interruption of the first
 * @throws RunnerError where nothing can be applied
 */
export async function applyStages(stages: readonly RunOptions[]): Promise<StageOutcome[]> {
  for (const { environment } of stages) refuseReadOnly("apply", environment);
  return workOnStages(stages, {
    command: "apply",
    work: planAndApply,
    isFailure: ({ status }) => status === "failed",
    exitCode: applyExitCode,
  });
}

/** Applies the saved plan of a stack, unless the run was interrupted in between. */
export async function applyPlanned({ session, stack }: StackTask, plan: StackOutcome): Promise<StackOutcome> {
  if (session.interruption.stopping) return notStarted(session, stack);
  return applyPlan(session, stack, plan, "applied");
}

/** 0 where everything is as configured. */
export function applyExitCode(stacks: readonly StackOutcome[]): 0 | 1 {
  return stacks.every(({ status }) => status === "applied" || status === "unchanged") ? 0 : 1;
}

async function planAndApply(task: StackTask): Promise<StackOutcome> {
  const plan = await planStack(task.session, task.stack);
  return plan.status === "changed" ? applyPlanned(task, plan) : plan;
}
