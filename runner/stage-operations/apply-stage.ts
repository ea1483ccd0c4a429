import { RunnerError } from "../errors";
import { runPool, toWaves, type PoolOptions } from "../schedule";
import { openSession, refuseReadOnly, type RunOptions, type Session } from "../session";
import { notStarted, planStack } from "../stack-operations";
import { formatChanges, formatStatus, isDestructive, type StackOutcome, type StageOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import { applyExitCode, applyPlanned, applyStages } from "./apply-stages";
import { unconfiguredStacks } from "./unconfigured-stacks";

/** Asks the operator; the answer is typed. */
export type Ask = (question: string) => Promise<string>;

/** Options of {@link applyStage}. */
export interface ApplyOptions extends RunOptions {
  /**
   * Asks before the first change, and again before a later layer deletes or replaces something.
   *
   * @default - applies without asking
   */
  readonly ask?: Ask;
}

/**
 * Applies a stage. Without `ask` as {@link applyStages}; with it layer by layer, so that a question shows the plans of a whole
 * layer, made when what they read was applied. Exactly the plans that were shown are applied.
 *
 * The first failure ends the run once the stacks in work are finished; the next run continues, since what is done has
 * an empty plan. Exit code 0 or 1.
 *
 * @throws RunnerError where nothing can be applied, or the operator declines
 */
export async function applyStage({ ask, ...options }: ApplyOptions): Promise<StageOutcome> {
  if (ask !== undefined) return applyAsking(options, ask);
  const [outcome] = await applyStages([options]);
  return outcome;
}

async function applyAsking(options: RunOptions, ask: Ask): Promise<StageOutcome> {
  const startedAt = Date.now();
  refuseReadOnly("apply", options.environment);
  const session = await openSession(options);
  const outcomes = new Map<string, StackOutcome>();
  session.reporter.begin(`apply ${session.stage}`, session.stacks.length);
  try {
    let asked = false;
    for (const wave of toWaves(session.stacks, "apply")) {
      const results = await applyAsked(session, wave, { ask, first: !asked });
      asked ||= results.some(({ status }) => status === "applied");
      for (const result of results) outcomes.set(result.stack, result);
      if (results.some(({ status }) => status === "failed" || status === "not started")) break;
    }
    session.reporter.end(outcomes.size === session.stacks.length && applyExitCode([...outcomes.values()]) === 0);
  } finally {
    session.reporter.end();
  }
  const stacks = toWaves(session.stacks, "apply")
    .flat()
    .map((stack) => outcomes.get(stack.id) ?? notStarted(session, stack));
  const unconfigured = await unconfiguredStacks(session);
  const seconds = (Date.now() - startedAt) / 1000;
  return { stage: session.stage, stacks, unconfigured, seconds, exitCode: applyExitCode(stacks) };
}

/** Plans the whole layer, asks where it matters, then applies. */
async function applyAsked(
  session: Session,
  wave: readonly SynthesizedStack[],
  { ask, first }: { readonly ask: Ask; readonly first: boolean },
): Promise<StackOutcome[]> {
  const plans = await poolOf(session, wave, async (stack) => {
    const plan = await planStack(session, stack);
    return plan.status === "changed" ? plan : settle(session, plan);
  });
  const changed = plans.filter(({ status }) => status === "changed");
  if (changed.length === 0 || plans.some(({ status }) => status === "failed" || status === "not started")) return plans;
  if (first || changed.some(({ changes }) => isDestructive(changes))) await confirm(session, changed, ask, first);
  const byId = new Map(plans.map((plan) => [plan.stack, plan]));
  return poolOf(session, wave, async (stack) => {
    const plan = byId.get(stack.id) ?? notStarted(session, stack);
    return plan.status === "changed" ? settle(session, await applyPlanned({ session, stack }, plan)) : plan;
  });
}

async function confirm(session: Session, changed: readonly StackOutcome[], ask: Ask, first: boolean): Promise<void> {
  const goOn = session.reporter.pause();
  for (const plan of changed) {
    session.reporter.note([`  ${plan.stack}: ${formatStatus(plan)}`, ...formatChanges(plan.changes)].join("\n"));
  }
  const why = first
    ? "Later layers are planned when these are applied; you are asked again before one of them deletes or replaces something."
    : "This layer deletes or replaces something.";
  const answer = await ask(`${why}\nApply to stage ${session.stage}? Only "yes" is accepted: `);
  if (answer.trim() !== "yes")
    throw new RunnerError(`stage "${session.stage}": nothing more was applied, because the answer was not "yes"`);
  goOn();
}

function settle(session: Session, outcome: StackOutcome): StackOutcome {
  session.reporter.finished(outcome.stack, formatStatus(outcome), outcome.seconds);
  return outcome;
}

async function poolOf(
  session: Session,
  wave: readonly SynthesizedStack[],
  work: (stack: SynthesizedStack) => Promise<StackOutcome>,
): Promise<StackOutcome[]> {
  const options: PoolOptions<StackOutcome> = {
    parallelism: session.parallelism,
    stop: () => session.interruption.stopping,
    isFailure: ({ status }) => status === "failed",
  };
  const { results } = await runPool(wave, work, options);
  return results.map((result, index) => result ?? notStarted(session, wave[index]));
}
