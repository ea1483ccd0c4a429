import { runPool } from "../schedule";
import { createWorkspace, logFileOf, type JointRun, type Session, type StackTask } from "../session";
import type { Diagnostic } from "../terraform";
import { releaseAbandonedLock } from "./abandoned-lock";
import { ensureStateLayer, s3BackendOf, stateObjectKey, type StateLayerOutcome } from "./state-layer";
import { stacksWithoutWorkspace } from "./workspaces";

/** Result of a step that is done for many stacks. */
export interface Steps<R> {
  /** True where it was done for all of them. */
  readonly complete: boolean;
  /** Outcomes of a stage's stacks, without those that were never reached. */
  readonly of: (session: Session) => readonly R[];
}

/** The outcome of a step for one stack. */
interface StepOutcome {
  readonly stack: string;
  readonly errors: readonly Diagnostic[];
  readonly logFile: string;
}

/** Brings the state layers of all accounts into being, or finds that they are. */
export async function ensureStateLayers(run: JointRun): Promise<Steps<StateLayerOutcome>> {
  const tasks = tasksOf(run, ({ allStacks }) => allStacks.filter(({ address }) => address.layer === "state"));
  return workOn(run, tasks, formatStep, ({ session, stack }) =>
    ensureStateLayer(session, stack, session.openStateStore(s3BackendOf(stack))),
  );
}

/** Creates the workspaces that are missing. */
export async function createWorkspaces(run: JointRun): Promise<Steps<StepOutcome>> {
  const missing = new Map<Session, StackTask["stack"][]>();
  for (const session of run.sessions)
    missing.set(session, await stacksWithoutWorkspace(session.stage, session.allStacks, session.openStateStore));
  const tasks = tasksOf(run, (session) => missing.get(session) ?? []);
  const format = ({ errors }: StepOutcome): string => (errors.length > 0 ? "FAILED" : "workspace created");
  return workOn(run, tasks, format, async ({ session, stack }) => {
    session.reporter.progress(stack.id, { phase: "init", done: 0, total: 0 });
    const { backend } = stack.file;
    if (backend.kind === "s3")
      await releaseAbandonedLock(session.openStateStore(backend), stateObjectKey(backend, session.stage));
    const errors = (await createWorkspace(session, stack))?.errors ?? [];
    return { stack: stack.id, errors, logFile: logFileOf(session, stack.id) };
  });
}

function tasksOf({ sessions }: JointRun, stacksOf: (session: Session) => readonly StackTask["stack"][]): StackTask[] {
  return sessions.flatMap((session) => stacksOf(session).map((stack) => ({ session, stack })));
}

async function workOn<R extends StepOutcome>(
  { parallelism, interruption }: JointRun,
  tasks: readonly StackTask[],
  format: (outcome: R) => string,
  work: (task: StackTask) => Promise<R>,
): Promise<Steps<R>> {
  const tellingWork = async (task: StackTask): Promise<R> => {
    const startedAt = Date.now();
    const outcome = await work(task);
    task.session.reporter.finished(task.stack.id, format(outcome), (Date.now() - startedAt) / 1000);
    return outcome;
  };
  const { results, complete } = await runPool(tasks, tellingWork, {
    parallelism,
    stop: () => interruption.stopping,
    isFailure: ({ errors }) => errors.length > 0,
  });
  const of = (session: Session): R[] =>
    results.filter((result, index) => tasks[index].session === session && result !== undefined) as R[];
  return { complete, of };
}

function formatStep({ step, errors, pending }: StateLayerOutcome): string {
  if (errors.length > 0) return "FAILED";
  const done = {
    verify: "state bucket is there",
    create: "state bucket created",
    continue: "state bucket finished",
    import: "state bucket taken over",
  };
  return step === "refuse" ? step : pending === undefined ? done[step] : `${done[step]}; changes are to be applied`;
}
