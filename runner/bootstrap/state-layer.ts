import { rmSync } from "node:fs";
import { RunnerError } from "../errors";
import { createWorkspace, forgetInitialization, logFileOf, planFileOf, type Session } from "../session";
import { planStack } from "../stack-operations";
import { holdsResources, readStateObject, type S3Backend, type StateStore } from "../state-store";
import type { StackOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic } from "../terraform";
import { decideStateLayer, type StateLayerFacts, type StateLayerStep } from "./decision";
import { releaseAbandonedLock } from "./abandoned-lock";
import { LocalPhase, type Takeover } from "./local-phase";
import { applyLocally, initializeLocally, moveState, untaintLocally } from "./local-terraform";

/** Result of bootstrap for the state layer of one account. */
export interface StateLayerOutcome {
  readonly stack: string;
  readonly step: StateLayerStep["step"];
  /** A verified layer whose plan is not empty: `npm run apply` is to do that. */
  readonly pending?: StackOutcome;
  readonly errors: readonly Diagnostic[];
  readonly logFile: string;
}

/** Brings the `state` layer of one account into being, or finds that it is. */
export async function ensureStateLayer(
  session: Session,
  stack: SynthesizedStack,
  store: StateStore,
): Promise<StateLayerOutcome> {
  const backend = s3BackendOf(stack);
  const phase = new LocalPhase(session, stack);
  const facts = await gatherFacts(session, backend, phase, store);
  const decision = decideStateLayer(facts);
  const outcome = (errors: readonly Diagnostic[], pending?: StackOutcome): StateLayerOutcome => ({
    stack: stack.id,
    step: decision.step,
    errors,
    logFile: logFileOf(session, stack.id),
    ...(pending === undefined ? {} : { pending }),
  });
  switch (decision.step) {
    case "refuse":
      throw new RunnerError(
        `${stack.id}: state bucket ${backend.bucket} was made by stage ${decision.owners.join(", ")}; an account has one state layer: take it out of one of the stages`,
      );
    case "verify": {
      phase.remove(); // an earlier run was interrupted after its state had arrived
      // Looks only, so without a lock: one that a killed run left would stop every run after it.
      const plan = await planStack(session, stack, { lock: false });
      rmSync(planFileOf(session, stack.id), { force: true }); // for nobody to apply
      return plan.status === "failed"
        ? outcome(plan.errors)
        : outcome([], plan.status === "changed" ? plan : undefined);
    }
    default: {
      const errors = await build(session, stack, phase, facts.bucketExists);
      if (errors.length > 0) return outcome(errors);
      return outcome(await settleInBucket(session, stack, phase, store));
    }
  }
}

/** The S3 backend of a `state` stack. */
export function s3BackendOf(stack: SynthesizedStack): S3Backend {
  const { backend } = stack.file;
  if (backend.kind !== "s3")
    throw new RunnerError(`${stack.id}: a state layer needs the S3 backend, not ${backend.kind}`);
  return backend;
}

/** Key of the object that holds a stack's state of a stage. */
export function stateObjectKey(backend: S3Backend, stage: string): string {
  return `${backend.workspacePrefix}/${stage}/${backend.key}`;
}

async function gatherFacts(
  session: Session,
  backend: S3Backend,
  phase: LocalPhase,
  store: StateStore,
): Promise<StateLayerFacts> {
  const localState = phase.holdsState();
  if (!(await store.exists())) return { bucketExists: false, stateInBucket: false, localState, otherOwners: [] };
  const stateInBucket = holdsResources(await readStateObject(store, stateObjectKey(backend, session.stage)));
  return {
    bucketExists: true,
    stateInBucket,
    localState,
    otherOwners: stateInBucket ? [] : await otherOwners(session, backend, store),
  };
}

async function otherOwners(session: Session, backend: S3Backend, store: StateStore): Promise<string[]> {
  const owners: string[] = [];
  for (const key of await store.list(`${backend.workspacePrefix}/`)) {
    const stage = key.split("/")[1];
    if (stage === session.stage || key !== stateObjectKey(backend, stage)) continue;
    if (holdsResources(await readStateObject(store, key))) owners.push(stage);
  }
  return owners;
}

/** Applies the layer with local state; what exists already and is in no state is imported. */
async function build(session: Session, stack: SynthesizedStack, phase: LocalPhase, bucketExists: boolean) {
  phase.refresh();
  phase.useLocalState();
  const failed = await initializeLocally(session, stack, phase.directory);
  if (failed.length > 0) return failed;
  const kept = await untaintLocally(session, stack, phase.directory, phase.tainted());
  if (kept.length > 0) return kept;
  const lacking = phase.lacking();
  const bucket = bucketExists && lacking.bucket;
  // A run that came as far as the bucket has most likely made the alias, and the alias leads to the key.
  const key = bucketExists && lacking.alias && lacking.key;
  const errors = await applyWith(session, stack, phase, { bucket, alias: key, key });
  if (errors.some(saysNoAlias)) return applyWith(session, stack, phase, { bucket, alias: false, key: false });
  // Left by a run that was interrupted before it had a bucket: take it over; it gets the new key.
  if (errors.some(saysAliasExists)) return applyWith(session, stack, phase, { bucket, alias: true, key: false });
  return errors;
}

function applyWith(session: Session, stack: SynthesizedStack, phase: LocalPhase, takeover: Takeover) {
  phase.importExisting(takeover);
  const refuseDestruction = takeover.bucket || takeover.alias || takeover.key;
  return applyLocally(session, stack, phase.directory, { refuseDestruction });
}

/** Moves the state, proves that it arrived, and only then lets go of the local copy. */
async function settleInBucket(session: Session, stack: SynthesizedStack, phase: LocalPhase, store: StateStore) {
  const key = stateObjectKey(s3BackendOf(stack), session.stage);
  await releaseAbandonedLock(store, key);
  phase.useBucket();
  const errors = await moveState(session, stack, phase.directory, { lock: false });
  if (errors.length > 0) return errors;
  if (!holdsResources(await readStateObject(store, key))) {
    throw new RunnerError(
      `${stack.id}: the state did not arrive in ${s3BackendOf(stack).bucket}/${key}; it is kept in ${phase.directory}`,
    );
  }
  forgetInitialization(stack.directory);
  const failure = await createWorkspace(session, stack);
  if (failure !== undefined) return failure.errors;
  phase.remove();
  return [];
}

function saysAliasExists({ summary, detail }: Diagnostic): boolean {
  return /alias/i.test(summary + detail) && /AlreadyExists/.test(summary + detail);
}

function saysNoAlias({ address }: Diagnostic): boolean {
  return address === "data.aws_kms_alias.bootstrap";
}
