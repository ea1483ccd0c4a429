import { removeStateLayer } from "../bootstrap";
import { NotBootstrappedError } from "../errors";
import { runWaves, toWaves, type PoolOptions } from "../schedule";
import { logFileOf, namesOf, workspaceOf, type JointRun, type Session, type StackTask } from "../session";
import { applyPlan, notStarted, planStack, withDestroyHint } from "../stack-operations";
import { formatStatus, type StackOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";

/** A stack and what became of it. */
export interface EndedTask {
  readonly task: StackTask;
  readonly outcome: StackOutcome;
}

/** The stacks of a run that hold no states of others, in the order in which they are destroyed. */
export function tasksOf(run: JointRun): StackTask[] {
  return wavesOf(run).flat();
}

/** Plans the destruction of all stacks at once: none waits for another, since nothing changes. */
export async function planDestruction(run: JointRun): Promise<EndedTask[]> {
  const tasks = tasksOf(run);
  run.reporter.begin(`plan the destruction of ${namesOf(run)}`, tasks.length);
  return workOn(
    run,
    [tasks],
    ({ session, stack }) => planOrNothing(session, stack),
    () => false,
  );
}

/** Destroys what was planned, layer by layer in reverse. */
export async function destroyPlanned(run: JointRun, plans: readonly EndedTask[]): Promise<EndedTask[]> {
  const planOf = new Map(plans.map(({ task, outcome }) => [task.stack, outcome]));
  const waves = wavesOf(run);
  run.reporter.begin(`destroy ${namesOf(run)}`, waves.flat().length);
  return workOn(run, waves, async ({ session, stack }) => {
    const plan = planOf.get(stack) ?? notStarted(session, stack);
    return plan.status === "changed"
      ? hinted(session, stack, await applyPlan(session, stack, plan, "destroyed"))
      : plan;
  });
}

/** Destroys the state buckets, with all they hold. */
export async function removeStateLayers(run: JointRun): Promise<EndedTask[]> {
  const tasks = run.sessions.flatMap((session) =>
    session.stacks.filter(({ address }) => address.layer === "state").map((stack) => ({ session, stack })),
  );
  run.reporter.begin(`destroy state buckets of ${namesOf(run)}`, tasks.length);
  return workOn(run, [tasks], ({ session, stack }) => removeStateLayer(session, stack, session.openStateStore));
}

function wavesOf({ sessions }: JointRun): StackTask[][] {
  const tasks = sessions.flatMap((session) =>
    session.stacks
      .filter(({ address }) => address.layer !== "state")
      .map((stack) => ({ session, stack, address: stack.address })),
  );
  return toWaves(tasks, "destroy");
}

async function workOn(
  run: JointRun,
  waves: readonly StackTask[][],
  work: (task: StackTask) => Promise<StackOutcome>,
  isFailure: PoolOptions<StackOutcome>["isFailure"] = ({ status }) => status === "failed",
): Promise<EndedTask[]> {
  const tellingWork = async (task: StackTask): Promise<StackOutcome> => {
    const outcome = await work(task);
    task.session.reporter.finished(task.stack.id, formatStatus(outcome), outcome.seconds);
    return outcome;
  };
  const { results, complete } = await runWaves(waves, tellingWork, {
    parallelism: run.parallelism,
    stop: () => run.interruption.stopping,
    isFailure,
  });
  run.reporter.end(complete && !results.some((outcome) => outcome?.status === "failed"));
  return waves.flat().map((task, index) => ({ task, outcome: results[index] ?? notStarted(task.session, task.stack) }));
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
