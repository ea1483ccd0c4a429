import { bootstrapStage, formatBootstrap, lockProviders, RunnerError, type RunOptions } from "../../runner";
import { parseOptions, type Command, type CommandContext, type OptionSpec } from "../frame";
import { runOptions, STAGE_OPTIONS } from "../options/run-options";
import { allStages, chooseStage } from "../options/stage-choice";

const OPTIONS = {
  ...STAGE_OPTIONS,
  all: { type: "boolean", help: "bootstrap all stages, owners of domains first" },
  "lock-only": { type: "boolean", help: "make the lock file of providers and nothing else: needs no AWS account" },
  "upgrade-providers": { type: "boolean", help: "choose the versions in the lock file anew, for all stages" },
  locked: { type: "boolean", help: "leave the lock file as it is, and refuse one that lacks something: in pipelines" },
} as const satisfies Record<string, OptionSpec>;

/** The command `smus bootstrap`. */
export const bootstrapCommand: Command = {
  name: "bootstrap",
  purpose:
    "Makes the lock file of providers, the state buckets of a stage and the workspace of every stack. Running it again changes nothing. Exit code: 0 done, 1 not done.",
  options: OPTIONS,
  async run(context) {
    const parsed = parseOptions(OPTIONS, context.argv);
    const { all, locked, "lock-only": lockOnly = false, "upgrade-providers": upgradeProviders } = parsed;
    if (all === true && parsed.stage !== undefined) throw new RunnerError("--all and --stage exclude each other");
    if (locked === true && (lockOnly || upgradeProviders === true))
      throw new RunnerError(
        "--locked leaves the lock file as it is, and --lock-only and --upgrade-providers change it",
      );
    const stages = all === true ? allStages(context.environment) : [chooseStage(parsed.stage, context.environment)];
    for (const stage of stages) {
      const options = { ...runOptions({ ...parsed, stage }, context), upgradeProviders, locked };
      const exitCode = lockOnly ? await lock(options, context) : await bootstrap(options, context);
      if (exitCode !== 0) return exitCode;
    }
    return 0;
  },
};

type Options = RunOptions & { readonly upgradeProviders?: boolean; readonly locked?: boolean };

async function bootstrap(options: Options, { print }: CommandContext): Promise<number> {
  const outcome = await bootstrapStage(options);
  print(formatBootstrap(outcome));
  return outcome.exitCode;
}

async function lock({ upgradeProviders, ...options }: Options, { print }: CommandContext): Promise<number> {
  const written = await lockProviders(options, { upgradeProviders });
  print(`${options.stage}: ${written === undefined ? "the lock file is complete" : `wrote ${written}`}`);
  return 0;
}
