import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadAllStages } from "../../configuration";
import { findAffected, findUnappliedStacks, type Side } from "../affected";
import type { Comparison } from "../affected/format";
import { RunnerError } from "../errors";
import {
  isRoot,
  prepareBase,
  readSide,
  type Base,
  type BaseChoice,
  type Checkout,
  type KnownStacks,
} from "../revisions";
import { formatUnsearched } from "../summary";
import { synthesizeStages } from "../synthesis";
import {
  backendOf,
  findStatesWithoutStack,
  readStoredStates,
  s3StateStores,
  type OpenStateStore,
} from "../state-store";

/** Choice of what to compare, and where. */
export interface AffectedOptions extends BaseChoice {
  /** Compare with what was last applied, as the states record it, instead of with a git ref. */
  readonly applied?: boolean;
  /**
   * Root of the repository that holds the stage files: a clone of this project, or one in which its package is installed.
   *
   * @default - the working directory
   */
  readonly root?: string;
  readonly environment: NodeJS.ProcessEnv;
  /**
   * Directory that relative paths of the configuration start from.
   *
   * @default - the root
   */
  readonly workingDirectory?: string;
  /**
   * Stages to answer for.
   *
   * @default - all
   */
  readonly stages?: readonly string[];
  /** @default - S3 with the role that each backend assumes */
  readonly openStateStore?: OpenStateStore;
}

/** Files and directories of a comparison. */
interface Workplace {
  readonly head: Checkout;
  readonly scratch: string;
  /** Stages to synthesize; empty: all. */
  readonly stages: readonly string[];
  readonly synthesize: (side: Checkout, name: string, outputDirectory: string) => Promise<string>;
}

/**
 * Synthesizes the files as they are on disk, and compares them with a git ref or with what was applied.
 *
 * @throws RunnerError where there is no such ref, a state cannot be read, or a side cannot be synthesized
 */
export async function affectedStacks(options: AffectedOptions): Promise<Comparison> {
  const environment = options.environment;
  const root = resolve(options.root ?? process.cwd());
  const environmentsDirectory = resolve(root, environment.SMUS_ENVIRONMENTS_DIR || "environments");
  const workingDirectory = resolve(root, options.workingDirectory ?? ".");
  if (!existsSync(environmentsDirectory))
    throw new RunnerError(
      `${environmentsDirectory} does not exist: SMUS_ENVIRONMENTS_DIR names the directory of the stage files`,
    );
  const scratch = mkdtempSync(join(tmpdir(), "smus-affected-"));
  try {
    const stages = withOwners(environmentsDirectory, options.stages);
    const synthesize: Workplace["synthesize"] = async (side, name, directory) => {
      const outputDirectory = join(scratch, directory);
      await synthesizeStages({ ...side, name, stages, environment, workingDirectory, outputDirectory });
      return outputDirectory;
    };
    const workplace: Workplace = { head: { root, environmentsDirectory }, scratch, stages, synthesize };
    return await (options.applied === true ? compareWithApplied : compareWithBase)(workplace, options);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Both sides run in the same working directory with the same variables, so that paths and endpoints are equal. */
async function compareWithBase(workplace: Workplace, options: AffectedOptions): Promise<Comparison> {
  const { head, scratch, synthesize } = workplace;
  const base = await prepareBase(head, options, scratch, options.environment);
  const isThere = isRoot(base.root) && existsSync(base.environmentsDirectory);
  const [after, before] = await both(
    synthesize(head, "the configuration", "head-out"),
    isThere ? synthesize(base, `the base (${nameOf(options)})`, "base-out") : Promise.resolve(undefined),
  );
  const known: KnownStacks = new Map();
  const newer = readSide(after, known);
  const older: Side = before === undefined ? { stages: [], stacks: [] } : readSide(before, known);
  refuseUnknown(options.stages ?? [], newer, older);
  return {
    against: describeBase(options, base),
    commits: base.commits,
    affected: findAffected(older, newer, options.stages),
    notes: isThere ? base.notes : [...base.notes, "the base has no stage files there, so everything is new"],
  };
}

/** States are read past terraform; those of other stages only where they are read from. */
async function compareWithApplied({ head, synthesize }: Workplace, options: AffectedOptions): Promise<Comparison> {
  const side = readSide(await synthesize(head, "the configuration", "head-out"));
  refuseUnknown(options.stages ?? [], side);
  const open = options.openStateStore ?? s3StateStores(options.environment);
  const wanted = side.stacks.filter(({ stage }) => options.stages === undefined || options.stages.includes(stage));
  const states = await readStoredStates(side.stacks, open);
  const kept = wanted.map((stack) => ({ ...stack, backend: backendOf(stack) }));
  const leftBehind = await findStatesWithoutStack(kept, open);
  return {
    against: "what was last applied",
    affected: findUnappliedStacks(side, states, leftBehind.found, options.stages),
    notes: leftBehind.unsearched.map(formatUnsearched),
  };
}

/** Waits for both, also where the first fails: files are removed afterwards. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

/** The wanted stages and those whose domains they join: their outputs are read. Empty: all. */
function withOwners(directory: string, wanted: readonly string[] | undefined): string[] {
  if (wanted === undefined) return [];
  const owners = loadAllStages(directory)
    .filter(({ name }) => wanted.includes(name))
    .map(({ domainStage }) => domainStage);
  return [...new Set([...wanted, ...owners])];
}

function refuseUnknown(wanted: readonly string[], ...sides: readonly Side[]): void {
  const known = [...new Set(sides.flatMap(({ stages }) => stages))];
  const unknown = wanted.filter((stage) => !known.includes(stage));
  if (unknown.length > 0)
    throw new RunnerError(`there is no stage "${unknown.join('", "')}"; stages: ${known.join(", ")}`);
}

function nameOf({ base, baseCode }: BaseChoice): string {
  return [base, ...(baseCode === undefined ? [] : [`code ${baseCode}`])]
    .filter((part) => part !== undefined)
    .join(", ");
}

function describeBase(choice: BaseChoice, { commits }: Base): string {
  const short = (commit: string | undefined): string => (commit === undefined ? "" : ` (${commit.slice(0, 8)})`);
  const parts = [
    ...(choice.base === undefined ? [] : [`${choice.base}${short(commits.environments)}`]),
    ...(choice.baseCode === undefined ? [] : [`code ${choice.baseCode}${short(commits.code)}`]),
  ];
  return parts.join(", ");
}
