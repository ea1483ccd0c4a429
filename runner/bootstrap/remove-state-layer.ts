import { RunnerError } from "../errors";
import { forgetInitialization, logFileOf, workspaceOf, type Session } from "../session";
import {
  findStatesWithoutStack,
  holdsResources,
  otherStagesIn,
  readStateObject,
  type OpenStateStore,
  type S3Backend,
} from "../state-store";
import { withCounter } from "../stack-operations";
import { formatHeld, type StackOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic, PlannedChange } from "../terraform";
import { LocalPhase } from "./local-phase";
import { initializeLocally, moveState } from "./local-terraform";
import { s3BackendOf, stateObjectKey } from "./state-layer";

/**
 * Destroys the `state` layer of one account: moves its state back to a local file, checks that the plan may destroy
 * everything, empties the bucket (all versions) and destroys it. An interrupted run is finished by the next.
 *
 * @throws RunnerError where the bucket still holds states of other stages, or of other stacks of this one
 */
export async function removeStateLayer(
  session: Session,
  stack: SynthesizedStack,
  open: OpenStateStore,
): Promise<StackOutcome> {
  const startedAt = Date.now();
  const changes: PlannedChange[] = [];
  const end = (status: StackOutcome["status"], errors: readonly Diagnostic[] = []): StackOutcome => ({
    stack: stack.id,
    status,
    changes,
    errors,
    logFile: logFileOf(session, stack.id),
    seconds: (Date.now() - startedAt) / 1000,
  });
  const backend = s3BackendOf(stack);
  const store = open(backend);
  const others = await otherStagesIn(stack, session.stage, open);
  if (others.length > 0)
    throw new RunnerError(`${stack.id}: the bucket holds states of stage ${others.join(", ")}; destroy them first`);
  await refuseOtherStates(session, stack, open);
  const phase = new LocalPhase(session, stack);
  const inBucket = holdsResources(await readStateObject(store, stateObjectKey(backend, session.stage)));
  if (!inBucket && !phase.holdsState()) {
    return (await store.exists()) ? end("failed", [stateIsLost(session, backend)]) : end("unchanged");
  }
  const moved = inBucket ? await bringHome(session, stack, phase) : await reopen(session, stack, phase);
  if (moved.length > 0) return end("failed", moved);
  const plan = await planRemoval(session, stack, phase.directory, (change) => changes.push(change));
  if (plan.length > 0) return end("failed", plan);
  if (await store.exists()) await store.empty();
  const errors = await runDestroy(session, stack, phase.directory, changes.length);
  if (errors.length > 0) return end("failed", errors);
  phase.remove();
  forgetInitialization(stack.directory);
  return end("destroyed");
}

/** Once their states are deleted nobody could destroy other stacks, whether they are still configured or not. */
async function refuseOtherStates(
  { stage }: Session,
  { id, file }: SynthesizedStack,
  open: OpenStateStore,
): Promise<void> {
  const { backend } = file;
  const { found, unsearched } = await findStatesWithoutStack([{ stage, id, backend, reads: [] }], open);
  const held = found.map((state) => `${state.id} (${formatHeld(state)})`);
  const states = [...held, ...unsearched.map(({ place, why }) => `${place} (${why})`)];
  if (states.length > 0)
    throw new RunnerError(
      `${id}: the bucket holds other states of the stage; destroy their stacks first: ${states.join(", ")}`,
    );
}

/** The bucket came into being, or lost its objects, in a run whose local state is elsewhere or gone. */
function stateIsLost({ stage }: Session, { bucket }: S3Backend): Diagnostic {
  return {
    severity: "error",
    summary: `bucket ${bucket} exists, but no state knows it`,
    detail: `take it over and destroy again: npm run bootstrap -- --stage ${stage}`,
    values: [],
  };
}

/** Moves the state out of the bucket. */
async function bringHome(session: Session, stack: SynthesizedStack, phase: LocalPhase): Promise<readonly Diagnostic[]> {
  phase.remove(); // the bucket's state is the truth
  phase.refresh();
  phase.useBucket();
  const failed = await initializeLocally(session, stack, phase.directory);
  if (failed.length > 0) return failed;
  phase.useLocalState();
  return moveState(session, stack, phase.directory);
}

/** Goes on where an earlier removal stopped: the state is local already. */
async function reopen(session: Session, stack: SynthesizedStack, phase: LocalPhase): Promise<readonly Diagnostic[]> {
  phase.refresh();
  phase.useLocalState();
  return initializeLocally(session, stack, phase.directory);
}

/** Nothing is emptied before Terraform agrees to destroy everything (`prevent_destroy`). */
async function planRemoval(
  session: Session,
  stack: SynthesizedStack,
  directory: string,
  onChange: (change: PlannedChange) => void,
): Promise<readonly Diagnostic[]> {
  const { exitCode, errors } = await session.terraform.run({
    directory,
    workspace: workspaceOf(session, stack),
    logFile: logFileOf(session, stack.id),
    arguments: ["plan", "-destroy", "-json", "-input=false", "-no-color"],
    onMessage: (message) =>
      void (message.type === "planned_change" && message.change.action === "delete" && onChange(message.change)),
  });
  return exitCode === 0 ? [] : errors;
}

/** Not the saved plan: the bucket was emptied since. */
async function runDestroy(
  session: Session,
  stack: SynthesizedStack,
  directory: string,
  total: number,
): Promise<readonly Diagnostic[]> {
  const { exitCode, errors } = await session.terraform.run({
    directory,
    workspace: workspaceOf(session, stack),
    logFile: logFileOf(session, stack.id),
    arguments: ["destroy", "-json", "-auto-approve", "-input=false", "-no-color"],
    onMessage: withCounter((done) => session.reporter.progress(stack.id, { phase: "destroy", done, total })),
  });
  return exitCode === 0 ? [] : errors;
}
