import { applyStage } from "../../runner";
import { parseOptions, type Command } from "../frame";
import { APPROVE_OPTION, consent } from "../options/run-options";
import { runSelected, SELECTION_OPTIONS } from "../options/selected-run";
import { SUMMARY_OPTIONS } from "../options/summary-options";

const OPTIONS = { ...SELECTION_OPTIONS, ...APPROVE_OPTION, ...SUMMARY_OPTIONS } as const;

/** The command `smus apply`. */
export const applyCommand: Command = {
  name: "apply",
  purpose:
    "Plans and applies a stage, each stack when what it needs is applied. Run it again to continue after a failure. Exit code: 0 done, 1 not done.",
  options: OPTIONS,
  async run(context) {
    const parsed = parseOptions(OPTIONS, context.argv);
    const ask = consent(parsed["auto-approve"], "apply");
    return runSelected("apply", parsed, context, (options) => applyStage({ ...options, ask }));
  },
};
