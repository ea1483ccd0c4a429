import { NotBootstrappedError, RunnerError } from "../errors";
import { runPool } from "../schedule";
import { createWorkspace, logFileOf, openSession, type RunOptions, type Session } from "../session";
import { s3StateStores, type OpenStateStore } from "../state-store";
import type { StackOutcome } from "../summary";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic } from "../terraform";
import { releaseAbandonedLock } from "./abandoned-lock";
import { hasReceipt, writeReceipts, writeSourceReceipts } from "./receipts";
import { ensureStateLayer, s3BackendOf, stateObjectKey, type StateLayerOutcome } from "./state-layer";
import { stacksWithoutWorkspace } from "./workspaces";

/** Options of {@link bootstrapStage}. */
export interface BootstrapOptions extends Omit<RunOptions, "stacks"> {
  /** @default - S3 with the role that each backend assumes */
  readonly openStateStore?: OpenStateStore;
}

/** What bootstrap did. */
export interface BootstrapOutcome {
  readonly stage: string;
  readonly stateLayers: readonly StateLayerOutcome[];
  /** Stacks whose workspace was created. */
  readonly workspacesCreated: readonly string[];
  /** Places where a receipt was written. */
  readonly receiptsWritten: readonly string[];
  /** What went wrong, by stack. */
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
 * Prepares a stage: state buckets with their own state in them, a workspace for every stack, and the receipts that
 * stacks ask for before they plan. Running it again changes nothing; an interrupted run is finished by the next.
 *
 * @throws RunnerError where the stage that owns the domain was not bootstrapped, or a bucket belongs to another stage
 */
export async function bootstrapStage(options: BootstrapOptions): Promise<BootstrapOutcome> {
  const startedAt = Date.now();
  const session = await openSession(options);
  const open = options.openStateStore ?? s3StateStores(session.environment);
  session.reporter.begin(`bootstrap ${session.stage}`, session.allStacks.length);
  try {
    await checkOwner(session, open);
    const stateLayers = await ensureStateLayers(session, open);
    const failures = stateLayers.filter(({ errors }) => errors.length > 0);
    const stateStacks = session.allStacks.filter(({ address }) => address.layer === "state");
    const base = { stage: session.stage, stateLayers, workspacesCreated: [], receiptsWritten: [] };
    const end = () => ({ interrupted: session.interruption.stopping, seconds: (Date.now() - startedAt) / 1000 });
    if (failures.length > 0 || stateLayers.length < stateStacks.length)
      return { ...base, failures, ...end(), exitCode: 1 };
    const workspaces = await createWorkspaces(session, open);
    const done = { ...base, workspacesCreated: workspaces.created };
    if (!workspaces.complete) return { ...done, failures: workspaces.failures, ...end(), exitCode: 1 };
    const receiptsWritten = await writeReceipts(session.stage, session.allStacks, open);
    receiptsWritten.push(...(await writeSourceReceipts(session.stage, session.allStacks, open)));
    return { ...done, receiptsWritten, failures: [], ...end(), exitCode: 0 };
  } finally {
    session.reporter.end();
  }
}

/** A stage that joins a domain reads the states of the stage that owns it. */
async function checkOwner(session: Session, open: OpenStateStore): Promise<void> {
  const owners = new Map<string, SynthesizedStack["file"]["reads"][number]>();
  for (const read of session.allStacks.flatMap(({ file }) => file.reads)) {
    if (read.stage !== undefined && read.stage !== session.stage) owners.set(read.stage, read);
  }
  for (const [owner, read] of owners) {
    if (await hasReceipt(owner, read.backend, open)) continue;
    const { message } = new NotBootstrappedError(owner, `stage "${session.stage}" joins its domain`);
    throw new RunnerError(message);
  }
}

async function ensureStateLayers(session: Session, open: OpenStateStore): Promise<StateLayerOutcome[]> {
  const stacks = session.allStacks.filter(({ address }) => address.layer === "state");
  const { results } = await runPool(
    stacks,
    async (stack) => {
      const startedAt = Date.now();
      const outcome = await ensureStateLayer(session, stack, open(s3BackendOf(stack)));
      session.reporter.finished(stack.id, formatStep(outcome), (Date.now() - startedAt) / 1000);
      return outcome;
    },
    {
      parallelism: session.parallelism,
      stop: () => session.interruption.stopping,
      isFailure: ({ errors }) => errors.length > 0,
    },
  );
  return results.filter((result) => result !== undefined);
}

async function createWorkspaces(session: Session, open: OpenStateStore) {
  const missing = await stacksWithoutWorkspace(session.stage, session.allStacks, open);
  const { results, complete } = await runPool(
    missing,
    async (stack) => {
      const startedAt = Date.now();
      session.reporter.progress(stack.id, { phase: "init", done: 0, total: 0 });
      const { backend } = stack.file;
      if (backend.kind === "s3") await releaseAbandonedLock(open(backend), stateObjectKey(backend, session.stage));
      const errors = (await createWorkspace(session, stack))?.errors ?? [];
      session.reporter.finished(
        stack.id,
        errors.length > 0 ? "FAILED" : "workspace created",
        (Date.now() - startedAt) / 1000,
      );
      return { stack: stack.id, errors, logFile: logFileOf(session, stack.id) };
    },
    {
      parallelism: session.parallelism,
      stop: () => session.interruption.stopping,
      isFailure: ({ errors }) => errors.length > 0,
    },
  );
  const ended = results.filter((result) => result !== undefined);
  const failures = ended.filter(({ errors }) => errors.length > 0);
  return { complete, failures, created: ended.filter(({ errors }) => errors.length === 0).map(({ stack }) => stack) };
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
