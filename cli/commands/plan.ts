import { planStage } from "../../runner";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { runSelected, SELECTION_OPTIONS } from "../options/selected-run";
import { SUMMARY_OPTIONS } from "../options/summary-options";

const OPTIONS = {
  ...SELECTION_OPTIONS,
  "keep-going": { type: "boolean", help: "plan the other stacks, too, when one fails" },
  ...SUMMARY_OPTIONS,
} as const satisfies Record<string, OptionSpec>;

/** The command `smus plan`. */
export const planCommand: Command = {
  name: "plan",
  purpose:
    "Plans every stack of a stage, and starts no further one after a failure. Names stacks that are no longer configured and hold resources. Exit code: 0 no changes, 2 changes (or such stacks), 1 error.",
  options: OPTIONS,
  async run(context) {
    const parsed = parseOptions(OPTIONS, context.argv);
    const stopOnFailure = parsed["keep-going"] !== true;
    return runSelected("plan", parsed, context, (options) => planStage({ ...options, stopOnFailure }));
  },
};
