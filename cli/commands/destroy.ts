import { destroyStage, formatStage, RunnerError } from "../../runner";
import { destroyUnconfigured } from "../../runner/stage-operations";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { BASE_OPTIONS } from "../options/comparison-options";
import { APPROVE_OPTION, consent, runOptions, STACK_OPTION, STAGE_OPTIONS } from "../options/run-options";

const OPTIONS = {
  ...STAGE_OPTIONS,
  ...STACK_OPTION,
  ...APPROVE_OPTION,
  base: {
    type: "string",
    value: "ref",
    help: "destroy stacks that are no longer configured, as this git ref of the stage files (and of the code beside them) has them",
  },
  "base-code": BASE_OPTIONS["base-code"],
  "shared-packages": BASE_OPTIONS["shared-packages"],
  "with-state": { type: "boolean", help: "destroy the state buckets, too, with all their versions" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus destroy`. */
export const destroyCommand: Command = {
  name: "destroy",
  purpose:
    "Destroys a stage in reverse order of layers, or what a git ref has of it that is no longer configured (--base). State buckets stay unless --with-state. Exit code: 0 done, 1 not done.",
  options: OPTIONS,
  async run(context) {
    const parsed = parseOptions(OPTIONS, context.argv);
    const ask = consent(parsed["auto-approve"], "destroy");
    const options = { ...runOptions(parsed, context), ask, withState: parsed["with-state"] };
    const { base, "base-code": baseCode, "shared-packages": sharedPackages } = parsed;
    if (base === undefined && (baseCode !== undefined || sharedPackages === true))
      throw new RunnerError("--base-code and --shared-packages belong to --base");
    const outcome =
      base === undefined
        ? await destroyStage(options)
        : await destroyUnconfigured({ ...options, base, baseCode, sharedPackages });
    context.print(formatStage(outcome, { listResources: false }));
    return outcome.exitCode;
  },
};
