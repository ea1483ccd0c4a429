import { bootstrapStage, formatBootstrap, RunnerError } from "../../runner";
import { parseOptions, type Command, type OptionSpec } from "../frame";
import { runOptions, STAGE_OPTIONS } from "../options/run-options";
import { allStages, chooseStage } from "../options/stage-choice";

const OPTIONS = {
  ...STAGE_OPTIONS,
  all: { type: "boolean", help: "bootstrap all stages, owners of domains first" },
  "upgrade-providers": { type: "boolean", help: "choose the versions of providers anew, for all stages" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus bootstrap`. */
export const bootstrapCommand: Command = {
  name: "bootstrap",
  purpose:
    "Makes the lock file of providers, creates the state buckets of a stage and the workspace of every stack. Running it again changes nothing. Exit code: 0 done, 1 not done.",
  options: OPTIONS,
  async run(context) {
    const parsed = parseOptions(OPTIONS, context.argv);
    if (parsed.all === true && parsed.stage !== undefined)
      throw new RunnerError("--all and --stage exclude each other");
    const stages =
      parsed.all === true ? allStages(context.environment) : [chooseStage(parsed.stage, context.environment)];
    const upgradeProviders = parsed["upgrade-providers"];
    for (const stage of stages) {
      const outcome = await bootstrapStage({ ...runOptions({ ...parsed, stage }, context), upgradeProviders });
      context.print(formatBootstrap(outcome));
      if (outcome.exitCode !== 0) return outcome.exitCode;
    }
    return 0;
  },
};
