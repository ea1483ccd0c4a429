import { affectedStacks } from "../commands";
import { RunnerError } from "../errors";
import type { RunReport } from "../summary";
import { BASE_OPTIONS } from "./affected-command";
import type { OptionSpec } from "./arguments";
import type { CommandContext } from "./command";

/** How `plan` and `apply` are narrowed to what changed. */
export const AFFECTED_OPTIONS = {
  affected: {
    type: "boolean",
    help: "work on the affected stacks only; needs --base (see npm run affected -- --help)",
  },
  ...BASE_OPTIONS,
} as const satisfies Record<string, OptionSpec>;

/** The values of these options, and of `--stack`, which excludes them. */
export interface AffectedChoice {
  readonly affected?: boolean;
  readonly base?: string;
  readonly "base-code"?: string;
  readonly "shared-packages"?: boolean;
  readonly stack?: string[];
}

/** The stacks that are affected, and what to say about it. */
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
  const { affected, base, "base-code": baseCode, "shared-packages": sharedPackages, stack } = choice;
  if (affected !== true) {
    if (base === undefined && baseCode === undefined && sharedPackages === undefined) return undefined;
    throw new RunnerError(
      "--base, --base-code and --shared-packages say what --affected compares with; pass --affected, too",
    );
  }
  if (stack !== undefined) throw new RunnerError("--affected and --stack exclude each other");
  if (base === undefined && baseCode === undefined)
    throw new RunnerError("--affected compared with what? pass --base <git ref>, for example --base origin/main");
  const { environment } = context;
  const comparison = await affectedStacks({ base, baseCode, sharedPackages, stages: [stage], environment });
  for (const note of comparison.notes) context.display.note(`note: ${note}`);
  const found = comparison.affected.stages.find((entry) => entry.stage === stage);
  for (const removed of found?.removed ?? [])
    context.display.note(
      `note: ${removed} is gone from the configuration; its state stays until it is destroyed from the base`,
    );
  const stacks = (found?.stacks ?? []).map(({ stack: id }) => id);
  return { against: comparison.against, skipped: (found?.total ?? 0) - stacks.length, stacks };
}
