import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { rmSync } from "node:fs";
import { RunnerError } from "../errors";
import { silentReporter, type Reporter } from "../progress";
import { defaultLockFile, type KeptLock } from "../provider-lock";
import { isReadOnly } from "./access";
import { openLock, type LockUse } from "./provider-lock-use";
import { s3StateStores, type OpenStateStore } from "../state-store";
import { synthesize, type SynthesizedStack } from "../synthesis";
import { Interruption, locateTerraform, Terraform, type ProviderInstallation } from "../terraform";

/** Options that every command of the runner takes. */
export interface RunOptions {
  readonly stage: string;
  /**
   * Root of the repository that holds the stage files: a clone of this project, or one in which its package is installed.
   *
   * @default - the working directory
   */
  readonly root?: string;
  /** Variables for the synthesis, terraform and AWS clients. */
  readonly environment: NodeJS.ProcessEnv;
  /**
   * Synthesized stacks.
   *
   * @default - `CDKTF_OUTDIR`, else `cdktf.out`
   */
  readonly outputDirectory?: string;
  /**
   * Directory that relative paths of the configuration start from (state directories of the local backend).
   *
   * @default - the root
   */
  readonly workingDirectory?: string;
  /**
   * Logs, saved plans, provider configuration.
   *
   * @default - `.smus` in the root
   */
  readonly workDirectory?: string;
  /**
   * Lock file of providers, which `bootstrap` makes and all else keeps to.
   *
   * @default - `.terraform.lock.hcl` beside the stage files
   */
  readonly lockFile?: string;
  /**
   * Stacks in work at the same time; a plan takes about one core and 0.6 GB. More than there are cores let an apply's waits
   * overlap (a minute for each bucket that is created).
   *
   * @default - number of cores
   */
  readonly parallelism?: number;
  /**
   * Ids of the stacks to work on.
   *
   * @default - all of the stage
   */
  readonly stacks?: readonly string[];
  /**
   * The stacks in `stacks` are all of the stage that there is something to do with: what is said of the stage, is said of all of it.
   *
   * @default - true without `stacks`, else false: nobody asked about the others
   */
  readonly wholeStage?: boolean;
  /** @default - S3 with the role that each backend assumes */
  readonly openStateStore?: OpenStateStore;
  /**
   * Keep the logs and plans that the run before has left: this one continues it.
   *
   * @default false
   */
  readonly continues?: boolean;
  /** @default - silent */
  readonly reporter?: Reporter;
  /** @default - one that nobody interrupts */
  readonly interruption?: Interruption;
}

/** A run in progress: the stage, its stacks, and what it takes to work on them. */
export interface Session {
  readonly stage: string;
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly outputDirectory: string;
  readonly workDirectory: string;
  readonly parallelism: number;
  readonly reporter: Reporter;
  readonly interruption: Interruption;
  /** Nothing is written, locks of states among it: the run has the plan role. */
  readonly readOnly: boolean;
  readonly terraform: Terraform;
  readonly providers: ProviderInstallation;
  /** Place of the lock file of all stages. */
  readonly lockFile: string;
  /** The file as it was read; undefined where there is none, or none is needed. */
  readonly lock?: KeptLock;
  /** All stacks of the stage. */
  readonly allStacks: readonly SynthesizedStack[];
  /** The stacks to work on. */
  readonly stacks: readonly SynthesizedStack[];
  /** Nobody asked about these stacks alone. */
  readonly wholeStage: boolean;
  readonly openStateStore: OpenStateStore;
}

/**
 * Checks the tools, synthesizes the stage, checks the lock file of providers and empties the log directory.
 *
 * @throws RunnerError where one of them does not fit
 */
export async function openSession(options: RunOptions): Promise<Session> {
  const { session, notes } = await prepareSession(options, "check");
  for (const note of notes) session.reporter.note(note);
  return session;
}

/** Opens a session as {@link openSession}; notes about it are returned, not told. */
export async function prepareSession(
  options: RunOptions,
  lockUse: LockUse,
): Promise<{ readonly session: Session; readonly notes: readonly string[] }> {
  const { stage } = options;
  if (stage === "" || stage === "default")
    throw new RunnerError(`"${stage}" is not a stage: Terraform's default workspace is never used`);
  const root = resolve(options.root ?? process.cwd());
  const base = options.environment;
  const workDirectory = resolve(root, options.workDirectory ?? ".smus");
  const interruption = options.interruption ?? new Interruption();
  const binary = await locateTerraform(base);
  const outputDirectory = outputDirectoryOf(root, options);
  const allStacks = await synthesize({
    stage,
    root,
    workingDirectory: resolve(root, options.workingDirectory ?? "."),
    outputDirectory,
    environment: base,
  });
  const lockFile = resolve(root, options.lockFile ?? defaultLockFile(root, base));
  const { lock, providers, notes } = openLock({ stage, root, environment: base, lockFile, allStacks }, lockUse);
  const environment: NodeJS.ProcessEnv = { ...base, ...providers.variables };
  if (options.continues !== true) rmSync(join(workDirectory, "runs", stage), { recursive: true, force: true });
  const session: Session = {
    stage,
    root,
    environment,
    outputDirectory,
    workDirectory,
    parallelism: Math.max(1, options.parallelism ?? availableParallelism()),
    reporter: options.reporter ?? silentReporter,
    interruption,
    readOnly: isReadOnly(environment),
    terraform: new Terraform(binary, environment, interruption),
    providers,
    lockFile,
    ...(lock === undefined ? {} : { lock }),
    allStacks,
    stacks: selectStacks(stage, allStacks, options.stacks),
    wholeStage: options.wholeStage ?? isEmpty(options.stacks),
    openStateStore: options.openStateStore ?? s3StateStores(environment),
  };
  return { session, notes };
}

/** Directory of the synthesized stacks. @param root absolute */
export function outputDirectoryOf(
  root: string,
  { outputDirectory, environment }: Pick<RunOptions, "outputDirectory" | "environment">,
): string {
  return resolve(root, outputDirectory || environment.CDKTF_OUTDIR || "cdktf.out");
}

/** Log file of a stack in this run. */
export function logFileOf(session: Pick<Session, "workDirectory" | "stage">, stack: string): string {
  return join(session.workDirectory, "runs", session.stage, `${stack}.log`);
}

/** Saved plan of a stack in this run. */
export function planFileOf(session: Pick<Session, "workDirectory" | "stage">, stack: string): string {
  return join(session.workDirectory, "runs", session.stage, `${stack}.tfplan`);
}

/** Workspace that terraform works in; a `cloud` block names its own. */
export function workspaceOf(session: Pick<Session, "stage">, stack: SynthesizedStack): string | undefined {
  return stack.file.backend.kind === "cloud" ? undefined : session.stage;
}

function selectStacks(
  stage: string,
  all: readonly SynthesizedStack[],
  wanted: readonly string[] | undefined,
): readonly SynthesizedStack[] {
  if (isEmpty(wanted)) return all;
  const known = new Set(all.map(({ id }) => id));
  const unknown = wanted.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new RunnerError(
      `stage "${stage}" has no stack ${unknown.join(", ")}; it has: ${[...known].sort().join(", ")}`,
      `one that is no longer configured: npm run destroy -- --stage ${stage} --base <git ref that still has it>`,
    );
  }
  return all.filter(({ id }) => wanted.includes(id));
}

function isEmpty(wanted: readonly string[] | undefined): wanted is undefined {
  return wanted === undefined || wanted.length === 0;
}
