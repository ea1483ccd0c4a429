import { unconfiguredStacks } from "../stage-operations/unconfigured-stacks";
import { findUnapplied, findWaitsFor } from "../stage-operations/waiting";
import { RunnerError } from "../errors";
import { runWaves, toWaves } from "../schedule";
import { logFileOf, openSession, type RunOptions, type Session } from "../session";
import { diagnosticOf } from "../stack-operations/diagnostic";
import { stateStatus, type StateStatus } from "../state-store";
import type { SynthesizedStack } from "../synthesis";
import { planReadOnly, type ReadOnlyPlan } from "./read-only-plan";
import { readOnlyOptions } from "./read-only-options";
import { readStack, type ReadingTools } from "./read-stack";
import type { StackReading, StageDrift } from "./report";
import { undetectableOf } from "./undetectable";

/** Options of {@link driftOfStage}. */
export interface DriftOptions extends RunOptions {
  /** @default - through Lambda */
  readonly invoke?: ReadingTools["invoke"];
}

/**
 * Compares what a stage's stacks have with what was last applied, and writes nothing: no lock, no state, and the plan
 * role (`access.planRoleName`) where the configuration names one.
 *
 * Exit code 0 no drift, 2 drift or (where not only some stacks are read) stacks that are no longer configured, 1 where a stack could
 * not be read.
 *
 * @throws RunnerError where nothing can be read: configuration, tools, a stage that was not bootstrapped
 */
export async function driftOfStage(options: DriftOptions): Promise<StageDrift> {
  const startedAt = Date.now();
  const session = await openSession(readOnlyOptions(options, "drift"));
  session.reporter.begin(`drift ${session.stage}`, session.stacks.length);
  try {
    const { environment, stage, openStateStore } = session;
    const [readings, unconfigured] = await Promise.all([
      readAll(session, { stage, environment, openStateStore, invoke: options.invoke }),
      unconfiguredStacks(session),
    ]);
    const stacks = withoutRepetition(readings);
    const failed = stacks.some(({ status }) => status === "failed" || status === "not started");
    session.reporter.end(!failed);
    const drifted = stacks.some(({ drift }) => drift.length > 0);
    const left = session.wholeStage && unconfigured.stacks.length > 0;
    return {
      stage,
      readAt: new Date(startedAt).toISOString(),
      stacks,
      unconfigured,
      undetectable: undetectableOf(session.stacks),
      seconds: (Date.now() - startedAt) / 1000,
      exitCode: failed ? 1 : drifted || left ? 2 : 0,
    };
  } finally {
    session.reporter.end();
  }
}

/** Stacks of one stage may look at the same unit; what nobody manages is reported by the last that saw it. */
function withoutRepetition(stacks: readonly StackReading[]): StackReading[] {
  const last = new Map(stacks.flatMap(({ stack, drift }) => drift.map(({ command }) => [command, stack] as const)));
  return stacks.map((reading) => ({
    ...reading,
    drift: reading.drift.filter(({ command, stack }) => command === undefined || last.get(command) === stack),
  }));
}

async function readAll(session: Session, tools: ReadingTools): Promise<StackReading[]> {
  const waves = toWaves(session.stacks, "apply");
  const planned = new Map<string, ReadOnlyPlan>();
  const work = async (stack: SynthesizedStack): Promise<StackReading> => {
    const reading = await readOne(session, stack, planned, tools);
    session.reporter.finished(stack.id, formatReading(reading), reading.seconds);
    return reading;
  };
  const { parallelism, interruption } = session;
  const { results } = await runWaves(waves, work, { parallelism, stop: () => interruption.stopping });
  return results.map((result, index) => result ?? unread(session, waves.flat()[index], { status: "not started" }));
}

async function readOne(
  session: Session,
  stack: SynthesizedStack,
  planned: Map<string, ReadOnlyPlan>,
  tools: ReadingTools,
): Promise<StackReading> {
  const unapplied = findUnapplied(stack, planned);
  if (unapplied !== undefined) {
    const waiting = unread(session, stack, { status: "waiting", waitsFor: unapplied });
    planned.set(stack.id, { ...waiting, status: "waiting", changes: [], neverApplied: true });
    return waiting;
  }
  const before = await stateStatus(stack, tools.stage, tools.openStateStore);
  const plan = await planReadOnly(session, stack);
  planned.set(stack.id, plan);
  const waitsFor = findWaitsFor(stack, plan, planned);
  if (waitsFor !== undefined) {
    planned.set(stack.id, { ...plan, status: "waiting" });
    return unread(session, stack, { status: "waiting", waitsFor, seconds: plan.seconds });
  }
  try {
    const found = plan.json === undefined ? undefined : await readStack(stack, plan.json, before.writtenAt, tools);
    refuseMoving(before, await stateStatus(stack, tools.stage, tools.openStateStore));
    const errors = [...plan.errors, ...(found?.errors ?? [])];
    const status = plan.status === "failed" || errors.length > 0 ? "failed" : "read";
    return unread(session, stack, { ...found, status, errors, seconds: plan.seconds });
  } catch (error) {
    const errors = [...plan.errors, diagnosticOf(error)];
    return unread(session, stack, { status: "failed", errors, seconds: plan.seconds });
  }
}

/** Refuses a state that is being applied: a half applied change looks like drift, and is none. */
function refuseMoving(before: StateStatus, after: StateStatus): void {
  if (before.writtenAt?.getTime() !== after.writtenAt?.getTime())
    throw new RunnerError("the state was written while it was read: an apply is going on; run it again afterwards");
  if (before.locked || after.locked)
    throw new RunnerError(
      "the state is locked: an apply is going on, or one was cut off (docs/runbooks/failed-apply.md); run it again afterwards",
    );
}

/** A reading of a stack in which nothing was found, but for what is given. */
function unread(
  session: Session,
  stack: SynthesizedStack,
  facts: Pick<StackReading, "status"> & Partial<StackReading>,
): StackReading {
  const logFile = logFileOf(session, stack.id);
  return {
    stack: stack.id,
    drift: [],
    pending: [],
    beside: [],
    consequences: 0,
    errors: [],
    seconds: 0,
    logFile,
    ...facts,
  };
}

function formatReading({ status, drift, pending, waitsFor, errors }: StackReading): string {
  if (status === "waiting") return `waits for ${waitsFor}`;
  if (status !== "read") return `FAILED: ${(errors[0]?.summary ?? status).split("\n", 1)[0]}`;
  const parts = [drift.length === 0 ? "as applied" : `${drift.length} drifted`];
  if (pending.length > 0) parts.push(`${pending.length} pending`);
  return parts.join(", ");
}
