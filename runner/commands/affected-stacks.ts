import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadAllStages } from "../../environments";
import { findAffected, type Side } from "../affected";
import type { Comparison } from "../affected/format";
import { RunnerError } from "../errors";
import { prepareBase, readSide, synthesizeSide, type Base, type BaseChoice, type Checkout } from "../sides";

/** What to compare, and where. */
export interface AffectedOptions extends BaseChoice {
  /**
   * Repository root: holds `main.ts`.
   *
   * @default - the working directory
   */
  readonly root?: string;
  /** @default process.env */
  readonly environment?: NodeJS.ProcessEnv;
  /**
   * Stages to answer for.
   *
   * @default - all
   */
  readonly stages?: readonly string[];
}

/**
 * Synthesizes the files as they are on disk and those of the base, and compares them.
 *
 * Both sides run in the same working directory with the same variables, so that paths and endpoints are equal.
 *
 * @throws RunnerError where there is no such ref, or one of the sides cannot be synthesized
 */
export async function affectedStacks(options: AffectedOptions): Promise<Comparison> {
  const environment = options.environment ?? process.env;
  const root = resolve(options.root ?? process.cwd());
  const head: Checkout = {
    root,
    environmentsDirectory: resolve(root, environment.SMUS_ENVIRONMENTS_DIR || "environments"),
  };
  const scratch = mkdtempSync(join(tmpdir(), "smus-affected-"));
  try {
    const stages = withOwners(head.environmentsDirectory, options.stages);
    const base = await prepareBase(head, options, scratch);
    const known = new Map();
    const synthesize = (side: Checkout, name: string): Promise<string> =>
      synthesizeInto(join(scratch, `${name}-out`), { ...side, name, stages, environment, workingDirectory: root });
    const [after, before] = await both(
      synthesize(head, "the configuration"),
      isThere(base) ? synthesize(base, `the base (${nameOf(options)})`) : Promise.resolve(undefined),
    );
    const newer = readSide(after, known);
    const older: Side = before === undefined ? { stages: [], stacks: [] } : readSide(before, known);
    refuseUnknown(options.stages ?? [], newer, older);
    return {
      against: describeBase(options, base),
      commits: base.commits,
      affected: findAffected(older, newer, options.stages),
      notes: isThere(base) ? base.notes : [...base.notes, "the base has no stage files there, so everything is new"],
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function synthesizeInto(
  outputDirectory: string,
  request: Omit<Parameters<typeof synthesizeSide>[0], "outputDirectory">,
): Promise<string> {
  await synthesizeSide({ ...request, outputDirectory });
  return outputDirectory;
}

/** Waits for both, also where the first fails: files are removed afterwards. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

function isThere(base: Checkout): boolean {
  return existsSync(join(base.root, "main.ts")) && existsSync(base.environmentsDirectory);
}

/** The wanted stages and those whose domains they join: their outputs are read. Empty: all. */
function withOwners(directory: string, wanted: readonly string[] | undefined): string[] {
  if (wanted === undefined) return [];
  const owners = loadAllStages(directory)
    .filter(({ name }) => wanted.includes(name))
    .map(({ domainStage }) => domainStage);
  return [...new Set([...wanted, ...owners])];
}

function refuseUnknown(wanted: readonly string[], head: Side, base: Side): void {
  const known = [...new Set([...head.stages, ...base.stages])];
  const unknown = wanted.filter((stage) => !known.includes(stage));
  if (unknown.length > 0)
    throw new RunnerError(
      `there is no stage "${unknown.join('", "')}", here or in the base; stages: ${known.join(", ")}`,
    );
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
