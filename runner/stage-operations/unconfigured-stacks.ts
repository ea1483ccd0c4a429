import { resolve } from "node:path";
import { outputDirectoryOf, type RunOptions, type Session } from "../session";
import { findStatesWithoutStack, s3StateStores, type OpenStateStore } from "../state-store";
import type { StageOutcome, Unconfigured } from "../summary";
import { synthesize, type SynthesizedStack } from "../synthesis";

/** Stacks of a stage, and access to their states. */
type Searched = Pick<Session, "stage" | "allStacks" | "stacks" | "openStateStore">;

/**
 * Stacks of the stage that are no longer configured, although their states hold resources: in the accounts of all stacks, or of the
 * chosen ones.
 *
 * The bucket of an account that is in no stage file any more is not known here.
 */
export async function unconfiguredStacks({
  stage,
  allStacks,
  stacks,
  openStateStore,
}: Searched): Promise<Unconfigured> {
  const kept = ({ id, file: { backend, reads } }: SynthesizedStack) => ({ stage, id, backend, reads });
  const { found, unsearched } = await findStatesWithoutStack(allStacks.map(kept), openStateStore, stacks.map(kept));
  return { stacks: found.map(({ id, resources }) => ({ stack: id, resources })), unsearched };
}

/**
 * Outcome of a plan or an apply that has no stack to work on: what is no longer configured is there all the same.
 *
 * @throws RunnerError where the stage cannot be synthesized
 */
export async function outcomeWithoutWork(command: "plan" | "apply", options: RunOptions): Promise<StageOutcome> {
  const startedAt = Date.now();
  const { stage, environment } = options;
  const openStateStore: OpenStateStore = options.openStateStore ?? s3StateStores(environment);
  const root = resolve(options.root ?? process.cwd());
  const allStacks = await synthesize({
    stage,
    root,
    workingDirectory: resolve(root, options.workingDirectory ?? "."),
    outputDirectory: outputDirectoryOf(root, options),
    environment,
  });
  const unconfigured = await unconfiguredStacks({ stage, allStacks, stacks: allStacks, openStateStore });
  const exitCode = command === "plan" && unconfigured.stacks.length > 0 ? 2 : 0;
  return { stage, stacks: [], unconfigured, seconds: (Date.now() - startedAt) / 1000, exitCode };
}
