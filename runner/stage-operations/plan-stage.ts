import { logFileOf, type RunOptions, type Session } from "../session";
import { planStack, type StackPlan } from "../stack-operations";
import type { StackOutcome, StageOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import { workOnStages } from "./stage-work";
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
 * Plans every stack of a stage.
 *
 * A stack that cannot be planned before another is applied is reported as waiting, not as failed. Exit code as
 * `terraform plan -detailed-exitcode`: 0 nothing to do, 1 error, 2 changes, waiting stacks, or (where not only some stacks are
 * planned) stacks that are no longer configured.
 *
 * @throws RunnerError where nothing can be planned: configuration, tools, a stage that was not bootstrapped
 */
export async function planStage({ stopOnFailure, ...options }: PlanOptions): Promise<StageOutcome> {
  const [outcome] = await planStages([options], { stopOnFailure });
  return outcome;
}

/**
 * Plans every stack of one or several stages, each after those that it waits for, so that what is pending there is known.
 *
 * @param stages each with an output directory of its own; they share parallelism, reporter and interruption of the first
 * @returns an outcome as of {@link planStage} per stage, in the given order
 */
export async function planStages(
  stages: readonly RunOptions[],
  { stopOnFailure = false }: Pick<PlanOptions, "stopOnFailure"> = {},
): Promise<StageOutcome[]> {
  const planned = new Map<Session, Map<string, StackPlan>>();
  return workOnStages(stages, {
    command: "plan",
    work: async ({ session, stack }) => {
      const before = planned.get(session) ?? new Map<string, StackPlan>();
      planned.set(session, before);
      const plan = await planOne(session, stack, before);
      before.set(stack.id, plan);
      return plan;
    },
    isFailure: ({ status }) => stopOnFailure && status === "failed",
    exitCode: planExitCode,
  });
}

function planExitCode(stacks: readonly StackOutcome[], isLeft: boolean): StageOutcome["exitCode"] {
  if (stacks.some(({ status }) => status === "failed" || status === "not started")) return 1;
  return isLeft || stacks.some(({ status }) => status === "changed" || status === "waiting") ? 2 : 0;
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
