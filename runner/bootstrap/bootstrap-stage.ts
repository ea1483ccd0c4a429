import { NotBootstrappedError, RunnerError } from "../errors";
import { namesOf, openJointRun, refuseReadOnly, type JointRun, type RunOptions, type Session } from "../session";
import type { StackOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic } from "../terraform";
import { createWorkspaces, ensureStateLayers, type Steps } from "./bootstrap-steps";
import { keepProviderLock, useOf, type LockChoice } from "./provider-lock";
import { hasReceipt, writeReceipts, writeSourceReceipts } from "./receipts";
import type { StateLayerOutcome } from "./state-layer";

/** Options of {@link bootstrapStage}. */
export interface BootstrapOptions extends Omit<RunOptions, "stacks" | "wholeStage">, LockChoice {}

/** Result of bootstrap for one stage. */
export interface BootstrapOutcome {
  readonly stage: string;
  /** Lock file of providers that was written, with what it holds; undefined where it was complete, and but for the first stage. */
  readonly lockWritten?: string;
  readonly stateLayers: readonly StateLayerOutcome[];
  /** Stacks whose workspace was created. */
  readonly workspacesCreated: readonly string[];
  /** Places where a receipt was written. */
  readonly receiptsWritten: readonly string[];
  /** Errors, by stack. */
  readonly failures: readonly {
    readonly stack: string;
    readonly errors: readonly Diagnostic[];
    readonly logFile: string;
  }[];
  readonly interrupted: boolean;
  readonly seconds: number;
  readonly exitCode: 0 | 1;
}

/** Plans of state layers that are not empty. */
export function pendingStateLayers(outcome: BootstrapOutcome): StackOutcome[] {
  return outcome.stateLayers.flatMap(({ pending }) => (pending === undefined ? [] : [pending]));
}

/**
 * Prepares a stage: the lock file of providers, state buckets with their own state in them, a workspace for every stack, and
 * the receipts that stacks ask for before they plan. Running it again changes nothing; an interrupted run is finished by the next.
 *
 * @throws RunnerError where the stage that owns the domain was not bootstrapped, or a bucket belongs to another stage
 */
export async function bootstrapStage(options: BootstrapOptions): Promise<BootstrapOutcome> {
  const { upgradeProviders, platforms, locked, ...run } = options;
  const [outcome] = await bootstrapStages([run], { upgradeProviders, platforms, locked });
  return outcome;
}

/**
 * Prepares one or several stages as {@link bootstrapStage}, each step for all of them at once. A stage whose owner, or whose
 * source of promotions, is among them counts on what the same run makes.
 *
 * @param stages each with an output directory of its own; they share parallelism, reporter and interruption of the first
 * @returns an outcome per stage, in the given order
 */
export async function bootstrapStages(
  stages: readonly Omit<RunOptions, "stacks" | "wholeStage">[],
  lockChoice: LockChoice = {},
): Promise<BootstrapOutcome[]> {
  const startedAt = Date.now();
  for (const { environment } of stages) refuseReadOnly("bootstrap", environment);
  const opened = await openJointRun(stages, useOf(lockChoice));
  const { run, written } = await keepProviderLock(opened, lockChoice);
  const end = (done: Done): BootstrapOutcome[] =>
    outcomesOf(run, { ...done, lockWritten: written }, (Date.now() - startedAt) / 1000);
  run.reporter.begin(
    `bootstrap ${namesOf(run)}`,
    run.sessions.reduce((sum, { allStacks }) => sum + allStacks.length, 0),
  );
  try {
    for (const session of run.sessions) await checkOwner(session, run);
    const stateLayers = await ensureStateLayers(run);
    if (!stateLayers.complete) return end({ stateLayers });
    const workspaces = await createWorkspaces(run);
    if (!workspaces.complete) return end({ stateLayers, workspaces });
    const receipts = new Map<Session, readonly string[]>();
    for (const session of run.sessions) receipts.set(session, await leaveReceipts(session));
    run.reporter.end(true);
    return end({ stateLayers, workspaces, receipts });
  } finally {
    run.reporter.end();
  }
}

/** A stage that joins a domain reads the states of the stage that owns it. */
async function checkOwner(session: Session, { sessions }: JointRun): Promise<void> {
  const here = sessions.map(({ stage }) => stage);
  const owners = new Map<string, SynthesizedStack["file"]["reads"][number]>();
  for (const read of session.allStacks.flatMap(({ file }) => file.reads)) {
    if (read.stage !== undefined && !here.includes(read.stage)) owners.set(read.stage, read);
  }
  for (const [owner, read] of owners) {
    if (await hasReceipt(owner, read.backend, session.openStateStore)) continue;
    const { message } = new NotBootstrappedError(owner, `stage "${session.stage}" joins its domain`);
    throw new RunnerError(message);
  }
}

async function leaveReceipts({ stage, allStacks, openStateStore: open }: Session): Promise<string[]> {
  return [...(await writeReceipts(stage, allStacks, open)), ...(await writeSourceReceipts(stage, allStacks, open))];
}

/** Steps that a run has finished so far. */
interface Done {
  readonly lockWritten?: string;
  readonly stateLayers: Steps<StateLayerOutcome>;
  readonly workspaces?: Steps<BootstrapOutcome["failures"][number]>;
  /** Written when all the rest is done. */
  readonly receipts?: ReadonlyMap<Session, readonly string[]>;
}

function outcomesOf(run: JointRun, done: Done, seconds: number): BootstrapOutcome[] {
  const { lockWritten, stateLayers, workspaces, receipts } = done;
  return run.sessions.map((session, index) => {
    const layers = stateLayers.of(session);
    const created = workspaces?.of(session) ?? [];
    return {
      stage: session.stage,
      ...(lockWritten === undefined || index > 0 ? {} : { lockWritten }),
      stateLayers: layers,
      workspacesCreated: created.filter(({ errors }) => errors.length === 0).map(({ stack }) => stack),
      receiptsWritten: receipts?.get(session) ?? [],
      failures: [...layers, ...created].filter(({ errors }) => errors.length > 0),
      interrupted: run.interruption.stopping,
      seconds,
      exitCode: receipts === undefined ? 1 : 0,
    };
  });
}
