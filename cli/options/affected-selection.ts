import { RunnerError, type RunOptions, type StageOutcome } from "../../runner";
import { affectedStacks } from "../../runner/stage-operations";
import type { RunReport } from "../../runner/summary";
import type { CommandContext, OptionSpec } from "../frame";
import { BASE_OPTIONS, comparisonChoice, type BaseValues } from "./comparison-options";

/** Narrowing of `plan` and `apply` to what changed. */
export const AFFECTED_OPTIONS = {
  affected: {
    type: "boolean",
    help: "work on the affected stacks only; needs --base or --applied",
  },
  ...BASE_OPTIONS,
} as const satisfies Record<string, OptionSpec>;

/** Values of these options, and of `--stack`, which excludes them. */
export interface AffectedChoice extends BaseValues {
  readonly affected?: boolean;
  readonly stack?: string[];
}

/** Stacks that are affected, and what to say about it. */
export type Selection = NonNullable<RunReport["affected"]> & { readonly stacks: readonly string[] };

/**
 * The affected stacks of a stage; undefined where `--affected` was not given.
 *
 * @throws RunnerError where the options contradict each other
 */
export async function affectedSelection(
  stage: string,
  choice: AffectedChoice,
  context: CommandContext,
): Promise<Selection | undefined> {
  if (choice.affected !== true) {
    const { applied, base, "base-code": baseCode, "shared-packages": sharedPackages } = choice;
    if ([applied, base, baseCode, sharedPackages].every((value) => value === undefined)) return undefined;
    throw new RunnerError("--applied, --base and its kin say what --affected compares with; pass --affected, too");
  }
  if (choice.stack !== undefined) throw new RunnerError("--affected and --stack exclude each other");
  const { environment } = context;
  const comparison = await affectedStacks({ ...comparisonChoice(choice), stages: [stage], environment });
  for (const note of comparison.notes) context.display.note(`note: ${note}`);
  const found = comparison.affected.stages.find((entry) => entry.stage === stage);
  for (const removed of found?.removed ?? [])
    context.display.note(`note: ${removed} is gone from the configuration; its state stays until somebody destroys it`);
  const stacks = (found?.stacks ?? []).map(({ stack: id }) => id);
  return { against: comparison.against, skipped: (found?.total ?? 0) - stacks.length, stacks };
}

/**
 * Works on the selected stacks, and then on those that are found by selecting anew and were not worked on yet: what an apply
 * did to outputs is known after it only. Ends with the first round that fails or finds nothing new.
 *
 * @param idle outcome where nothing is selected
 */
export async function workOnSelection(
  options: RunOptions,
  selection: Pick<Selection, "stacks">,
  work: (options: RunOptions) => Promise<StageOutcome>,
  selectAnew: () => Promise<Pick<Selection, "stacks"> | undefined>,
  idle: (options: RunOptions) => Promise<StageOutcome>,
): Promise<StageOutcome> {
  if (selection.stacks.length === 0) return idle(options);
  let all: StageOutcome = { stage: options.stage, stacks: [], seconds: 0, exitCode: 0 };
  let next = selection.stacks;
  while (next.length > 0) {
    const outcome = await work({ ...options, stacks: next, wholeStage: true, continues: all.stacks.length > 0 });
    const stacks = [...all.stacks, ...outcome.stacks];
    all = { ...outcome, stacks, seconds: all.seconds + outcome.seconds };
    if (outcome.exitCode !== 0) break;
    const done = new Set(stacks.map(({ stack }) => stack));
    next = ((await selectAnew())?.stacks ?? []).filter((stack) => !done.has(stack));
  }
  return all;
}
