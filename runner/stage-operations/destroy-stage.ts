import { RunnerError } from "../errors";
import { openJointRun, refuseReadOnly, type JointRun, type RunOptions, type Session, type StackTask } from "../session";
import { otherStagesIn } from "../state-store";
import { notStarted } from "../stack-operations";
import {
  addCounts,
  countChanges,
  destructionCommand,
  formatCounts,
  formatHeld,
  type StackOutcome,
  type StageOutcome,
} from "../summary";
import type { Ask } from "./apply-stage";
import { refuseNeededBlueprints, type AccountAccess } from "./needed-blueprints";
import { unconfiguredStacks } from "./unconfigured-stacks";
import { destroyPlanned, planDestruction, removeStateLayers, tasksOf, type EndedTask } from "./destroy-stacks";

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
  /** Replaced in tests. @default - through Lambda, with the role of the stack's provider */
  readonly invoke?: AccountAccess["invoke"];
}

/** Options of {@link destroyStages} beside the stages. */
export type DestroyChoice = Omit<DestroyOptions, keyof RunOptions>;

/**
 * Destroys a stage in reverse order of layers; state buckets stay unless `withState`.
 *
 * Every stack is planned before the first is destroyed: what may not be destroyed (`prevent_destroy`) stops the run
 * while everything is still there. Exit code 0 or 1.
 *
 * @throws RunnerError where other stages build on this one, where stacks that are no longer configured would be stranded, or the
 * operator declines
 */
export async function destroyStage(options: DestroyOptions): Promise<StageOutcome> {
  const { ask, withState, invoke, ...run } = options;
  const [outcome] = await destroyStages([run], { ask, withState, invoke });
  return outcome;
}

/**
 * Destroys one or several stages as {@link destroyStage}: at the same time those that join the domain of another one, and
 * when they are gone the owners. Owners stay where something of the others does.
 *
 * @param stages each with an output directory of its own; they share parallelism, reporter and interruption of the first
 * @returns an outcome per stage, in the given order
 */
export async function destroyStages(
  stages: readonly RunOptions[],
  choice: DestroyChoice = {},
): Promise<StageOutcome[]> {
  for (const { environment } of stages) refuseReadOnly("destroy", environment);
  const run = await openJointRun(stages);
  const outcomes = new Map<string, StageOutcome>();
  try {
    for (const sessions of joiningFirst(run.sessions)) {
      const goesOn = [...outcomes.values()].every(({ exitCode }) => exitCode === 0);
      const group = { ...run, sessions };
      const ended = goesOn ? await destroyTogether(group, choice) : leaveAll(group);
      for (const outcome of ended) outcomes.set(outcome.stage, outcome);
    }
  } finally {
    run.reporter.end();
  }
  return [...outcomes.values()].sort((a, b) => indexOf(run, a) - indexOf(run, b));
}

/** The stages that read states of others among them, and then those others. */
function joiningFirst(sessions: readonly Session[]): Session[][] {
  const read = new Set(
    sessions.flatMap(({ stage, allStacks }) =>
      allStacks.flatMap(({ file }) => file.reads.map((one) => one.stage ?? stage)).filter((other) => other !== stage),
    ),
  );
  const [joining, owners] = [
    sessions.filter(({ stage }) => !read.has(stage)),
    sessions.filter(({ stage }) => read.has(stage)),
  ];
  return [joining, owners].filter((group) => group.length > 0);
}

async function destroyTogether(run: JointRun, choice: DestroyChoice): Promise<StageOutcome[]> {
  const startedAt = Date.now();
  const end = (ended: readonly EndedTask[]): StageOutcome[] =>
    run.sessions.map((session) => {
      const stacks = ended.filter(({ task }) => task.session === session).map(({ outcome }) => outcome);
      const exitCode = stacks.every(isGone) ? 0 : 1;
      return { stage: session.stage, stacks, seconds: (Date.now() - startedAt) / 1000, exitCode };
    });
  for (const session of run.sessions) {
    await refuseWhereOthersBuildOn(session);
    await refuseToStrand(session);
  }
  const accessOf = ({ session: { openStateStore } }: StackTask): AccountAccess => ({
    openStateStore,
    invoke: choice.invoke,
  });
  const plans = await refuseNeededBlueprints(await planDestruction(run), accessOf);
  if (plans.some(({ outcome: { status } }) => status === "failed" || status === "not started")) return end(plans);
  if (choice.ask !== undefined) await confirm(run, plans, choice.ask, choice.withState === true);
  const ended = await destroyPlanned(run, plans);
  if (choice.withState !== true || !ended.every(({ outcome }) => isGone(outcome))) return end(ended);
  return end([...ended, ...(await removeStateLayers(run))]);
}

/** A domain is shared by stages that join it; their projects and associations go first. */
async function refuseWhereOthersBuildOn(session: Session): Promise<void> {
  const domain = session.stacks.find(({ address }) => address.layer === "domain");
  if (domain === undefined) return;
  const others = await otherStagesIn(domain, session.stage, session.openStateStore);
  if (others.length > 0) {
    throw new RunnerError(
      `stage "${session.stage}" owns the domain that ${others.join(", ")} use; destroy first: ${others.join(", ")}`,
    );
  }
}

/** Refuses to leave behind what is no longer configured: it needs the function and the state bucket of its account to be destroyed. */
async function refuseToStrand(session: Session): Promise<void> {
  if (!session.wholeStage) return;
  const { stage } = session;
  const { stacks } = await unconfiguredStacks(session);
  if (stacks.length > 0) {
    throw new RunnerError(
      `stage "${stage}" has stacks that are no longer configured, and could not be destroyed after it: ` +
        stacks.map((stack) => `${stack.stack} (${formatHeld(stack)})`).join(", "),
      `destroy them first: ${destructionCommand(stage, stacks)}`,
    );
  }
}

/** Stage by stage, before anything of any of them is destroyed. */
async function confirm(run: JointRun, plans: readonly EndedTask[], ask: Ask, withState: boolean): Promise<void> {
  run.reporter.end();
  for (const session of run.sessions) {
    const changes = plans.filter(({ task }) => task.session === session).map(({ outcome }) => outcome.changes);
    const counts = formatCounts(addCounts(changes.map(countChanges)));
    const states = withState ? " and the state buckets with every version of every state" : "";
    const answer = await ask(
      `Stage ${session.stage}: ${counts}${states}.\nThis cannot be undone. Type the stage's name to go on: `,
    );
    if (answer.trim() !== session.stage)
      throw new RunnerError(`stage "${session.stage}": nothing was destroyed, because its name was not typed`);
  }
}

function leaveAll(run: JointRun): StageOutcome[] {
  return run.sessions.map((session) => {
    const stacks = tasksOf({ ...run, sessions: [session] }).map((task) => notStarted(session, task.stack));
    return { stage: session.stage, stacks, seconds: 0, exitCode: stacks.length === 0 ? 0 : 1 };
  });
}

function isGone({ status }: StackOutcome): boolean {
  return status === "destroyed" || status === "unchanged";
}

function indexOf(run: JointRun, { stage }: StageOutcome): number {
  return run.sessions.findIndex((session) => session.stage === stage);
}
