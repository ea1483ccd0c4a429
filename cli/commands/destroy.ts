import { destroyStage, formatStage } from "../../runner";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { APPROVE_OPTION, consent, runOptions, STACK_OPTION, STAGE_OPTIONS } from "../options/run-options";

const OPTIONS = {
  ...STAGE_OPTIONS,
  ...STACK_OPTION,
  ...APPROVE_OPTION,
  "with-state": { type: "boolean", help: "destroy the state buckets, too, with all their versions" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus destroy`. */
export const destroyCommand: Command = {
  name: "destroy",
  purpose:
    "Destroys a stage in reverse order of layers. State buckets stay unless --with-state. Exit code: 0 done, 1 not done.",
  options: OPTIONS,
  async run(context) {
    const parsed = parseOptions(OPTIONS, context.argv);
    const ask = consent(parsed["auto-approve"], "destroy");
    const outcome = await destroyStage({ ...runOptions(parsed, context), ask, withState: parsed["with-state"] });
    context.print(formatStage(outcome, { listResources: false }));
    return outcome.exitCode;
  },
};
