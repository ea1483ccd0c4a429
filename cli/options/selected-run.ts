import type { RunOptions, StageOutcome } from "../../runner";
import { outcomeWithoutWork } from "../../runner/stage-operations";
import type { RunReport } from "../../runner/summary";
import type { CommandContext } from "../frame";
import { AFFECTED_OPTIONS, affectedSelection, workOnSelection, type AffectedChoice } from "./affected-selection";
import { runOptions, STACK_OPTION, STAGE_OPTIONS, type RunChoice } from "./run-options";
import { forgetSummaries, hideIn, hidingErrors, writeSummaries, type SummaryChoice } from "./summary-options";

/** Choice of stacks of `plan` and `apply`. */
export const SELECTION_OPTIONS = { ...STAGE_OPTIONS, ...STACK_OPTION, ...AFFECTED_OPTIONS } as const;

/** Runs a command on the chosen stacks, all of the stage or those that are affected, and tells what it did. */
export async function runSelected(
  command: RunReport["command"],
  parsed: RunChoice & AffectedChoice & SummaryChoice,
  context: CommandContext,
  work: (options: RunOptions) => Promise<StageOutcome>,
): Promise<number> {
  forgetSummaries(parsed);
  return hidingErrors(parsed, async () => {
    const options = { ...runOptions(parsed, context), reporter: hideIn(context.display, parsed) };
    const selection = await affectedSelection(options.stage, parsed, context);
    if (selection === undefined) {
      const outcome = await work(options);
      writeSummaries({ command, outcome }, parsed, context.print);
      return outcome.exitCode;
    }
    const again = command === "apply" && parsed.applied === true;
    const outcome = await workOnSelection(
      options,
      selection,
      work,
      async () => (again ? affectedSelection(options.stage, parsed, context) : undefined),
      (idle) => outcomeWithoutWork(command, idle),
    );
    const skipped = selection.skipped + selection.stacks.length - outcome.stacks.length;
    writeSummaries({ command, outcome, affected: { ...selection, skipped } }, parsed, context.print);
    return outcome.exitCode;
  });
}
