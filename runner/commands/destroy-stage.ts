import { removeStateLayer } from "../bootstrap";
import { NotBootstrappedError, RunnerError } from "../errors";
import { runPool, runWaves, toWaves } from "../schedule";
import { logFileOf, openSession, workspaceOf, type RunOptions, type Session } from "../session";
import { otherStagesIn, s3StateStores, type OpenStateStore } from "../state-store";
import { applyPlan, notStarted, planStack, withDestroyHint } from "../stack-operations";
import { addCounts, countChanges, formatCounts, formatStatus, type StackOutcome, type StageOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import type { Ask } from "./apply-stage";

/** Options of {@link destroyStage}. */
export interface DestroyOptions extends RunOptions {
  /**
   * Asks for the stage's name before anything is destroyed.
   *
   * @default - destroys without asking
   */
  readonly ask?: Ask;
  /**
   * Destroys the state buckets, too, with every version of every state.
   *
   * @default false
   */
  readonly withState?: boolean;
  /** @default - S3 with the role that each backend assumes */
  readonly openStateStore?: OpenStateStore;
}

/**
 * Destroys a stage in reverse order of layers; state buckets stay unless `withState`.
 *
 * Every stack is planned before the first is destroyed: what may not be destroyed (`prevent_destroy`) stops the run
 * while everything is still there. Exit code 0 or 1.
 *
 * @throws RunnerError where other stages build on this one, or the operator declines
 */
export async function destroyStage(options: DestroyOptions): Promise<StageOutcome> {
  const startedAt = Date.now();
  const session = await openSession(options);
  const open = options.openStateStore ?? s3StateStores(session.environment);
  const stacks = session.stacks.filter(({ address }) => address.layer !== "state");
  const waves = toWaves(stacks, "destroy");
  const end = (outcomes: readonly StackOutcome[]): StageOutcome => {
    const complete = outcomes.every(({ status }) => status === "destroyed" || status === "unchanged");
    return {
      stage: session.stage,
      stacks: outcomes,
      seconds: (Date.now() - startedAt) / 1000,
      exitCode: complete ? 0 : 1,
    };
  };
  try {
    await refuseWhereOthersBuildOn(session, open);
    const plans = await planDestruction(session, waves.flat());
    if (plans.some(({ status }) => status === "failed" || status === "not started")) return end(plans);
    if (options.ask !== undefined) await confirm(session, plans, options.ask, options.withState === true);
    const outcomes = await destroyAll(session, waves, plans);
    if (options.withState !== true || end(outcomes).exitCode !== 0) return end(outcomes);
    return end([...outcomes, ...(await removeStateLayers(session, open))]);
  } finally {
    session.reporter.end();
  }
}

/** A domain is shared by stages that join it; their projects and associations go first. */
async function refuseWhereOthersBuildOn(session: Session, open: OpenStateStore): Promise<void> {
  const domain = session.stacks.find(({ address }) => address.layer === "domain");
  if (domain === undefined) return;
  const others = await otherStagesIn(domain, session.stage, open);
  if (others.length > 0) {
    throw new RunnerError(
      `stage "${session.stage}" owns the domain that ${others.join(", ")} use; destroy first: ${others.join(", ")}`,
    );
  }
}

async function planDestruction(session: Session, stacks: readonly SynthesizedStack[]): Promise<StackOutcome[]> {
  session.reporter.begin(`plan the destruction of ${session.stage}`, stacks.length);
  const { results } = await runPool(
    stacks,
    async (stack) => {
      const plan = await planOrNothing(session, stack);
      session.reporter.finished(stack.id, formatStatus(plan), plan.seconds);
      return plan;
    },
    { parallelism: session.parallelism, stop: () => session.interruption.stopping },
  );
  return results.map((result, index) => result ?? notStarted(session, stacks[index]));
}

/** A stack that holds nothing cannot always be planned (its producers may be gone), and need not be. */
async function planOrNothing(session: Session, stack: SynthesizedStack): Promise<StackOutcome> {
  try {
    const plan = await planStack(session, stack, { mode: "destroy" });
    if (plan.status !== "failed" || !(await holdsNothing(session, stack))) return hinted(session, stack, plan);
    return { ...plan, status: "unchanged", errors: [] };
  } catch (error) {
    if (!(error instanceof NotBootstrappedError)) throw error;
    return { ...notStarted(session, stack), status: "unchanged" };
  }
}

function hinted(session: Session, stack: SynthesizedStack, outcome: StackOutcome): StackOutcome {
  return { ...outcome, errors: withDestroyHint(session, stack, outcome.errors) };
}

async function holdsNothing(session: Session, stack: SynthesizedStack): Promise<boolean> {
  const { exitCode, lines, errors } = await session.terraform.run({
    directory: stack.directory,
    arguments: ["state", "list"],
    workspace: workspaceOf(session, stack),
    logFile: logFileOf(session, stack.id),
  });
  const managed = lines.filter((line) => line.trim() !== "" && !line.includes("data."));
  return exitCode === 0
    ? managed.length === 0
    : errors.some(({ summary }) => summary.includes("No state file was found"));
}

async function confirm(session: Session, plans: readonly StackOutcome[], ask: Ask, withState: boolean): Promise<void> {
  session.reporter.end();
  const counts = formatCounts(addCounts(plans.map(({ changes }) => countChanges(changes))));
  const states = withState ? " and the state buckets with every version of every state" : "";
  const answer = await ask(
    `Stage ${session.stage}: ${counts}${states}.\nThis cannot be undone. Type the stage's name to go on: `,
  );
  if (answer.trim() !== session.stage)
    throw new RunnerError(`stage "${session.stage}": nothing was destroyed, because its name was not typed`);
}

async function destroyAll(
  session: Session,
  waves: readonly SynthesizedStack[][],
  plans: readonly StackOutcome[],
): Promise<StackOutcome[]> {
  const byId = new Map(plans.map((plan) => [plan.stack, plan]));
  const all = waves.flat();
  session.reporter.begin(`destroy ${session.stage}`, all.length);
  const work = async (stack: SynthesizedStack): Promise<StackOutcome> => {
    const plan = byId.get(stack.id) ?? notStarted(session, stack);
    const outcome =
      plan.status === "changed" ? hinted(session, stack, await applyPlan(session, stack, plan, "destroyed")) : plan;
    session.reporter.finished(stack.id, formatStatus(outcome), outcome.seconds);
    return outcome;
  };
  const { results } = await runWaves(waves, work, {
    parallelism: session.parallelism,
    stop: () => session.interruption.stopping,
    isFailure: ({ status }) => status === "failed",
  });
  return results.map((result, index) => result ?? notStarted(session, all[index]));
}

async function removeStateLayers(session: Session, open: OpenStateStore): Promise<StackOutcome[]> {
  const stacks = session.stacks.filter(({ address }) => address.layer === "state");
  session.reporter.begin(`destroy state buckets of ${session.stage}`, stacks.length);
  const { results } = await runPool(
    stacks,
    async (stack) => {
      const outcome = await removeStateLayer(session, stack, open);
      session.reporter.finished(stack.id, formatStatus(outcome), outcome.seconds);
      return outcome;
    },
    {
      parallelism: session.parallelism,
      stop: () => session.interruption.stopping,
      isFailure: ({ status }) => status === "failed",
    },
  );
  return results.map((result, index) => result ?? notStarted(session, stacks[index]));
}
