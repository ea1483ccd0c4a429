import { bootstrapStage, formatBootstrap } from "../bootstrap";
import { applyStage, destroyStage, planStage } from "../stage-operations";
import { RunnerError } from "../errors";
import type { RunOptions } from "../session";
import { formatStage, type RunReport, type StageOutcome } from "../summary";
import { AFFECTED_OPTIONS, affectedSelection, workOnSelection, type AffectedChoice } from "./affected-selection";
import { parseOptions, parsePositive, type OptionSpec } from "./arguments";
import { terminalAsk, type Command, type CommandContext } from "./command";
import { allStages, chooseStage } from "./stage-choice";
import {
  forgetSummaries,
  hideIn,
  hidingErrors,
  SUMMARY_OPTIONS,
  writeSummaries,
  type SummaryChoice,
} from "./summary-options";

const STAGE_OPTIONS = {
  stage: { type: "string", value: "name", help: "stage to work on (default: TF_WORKSPACE)" },
  parallelism: { type: "string", value: "n", help: "stacks at the same time (default: number of cores)" },
} as const satisfies Record<string, OptionSpec>;
const STACK_OPTION = {
  stack: {
    type: "string",
    multiple: true,
    value: "id",
    help: "work on this stack only; may be repeated, or several with commas",
  },
} as const satisfies Record<string, OptionSpec>;
const APPROVE_OPTION = {
  "auto-approve": { type: "boolean", help: "do not ask" },
} as const satisfies Record<string, OptionSpec>;

type CommonOptions = { readonly stage?: string; readonly parallelism?: string; readonly stack?: string[] };

function runOptions(parsed: CommonOptions, context: CommandContext): RunOptions {
  return {
    stage: chooseStage(parsed.stage, context.environment),
    environment: context.environment,
    parallelism: parsePositive("parallelism", parsed.parallelism),
    stacks: parsed.stack === undefined ? undefined : stackIds(parsed.stack),
    reporter: context.display,
    interruption: context.interruption,
  };
}

/** An empty choice is a variable that was not set, and must not become the whole stage. */
function stackIds(values: readonly string[]): string[] {
  const ids = values.flatMap((value) => value.split(",").map((id) => id.trim())).filter((id) => id !== "");
  if (ids.length === 0) throw new RunnerError('--stack: got ""; allowed: ids of stacks; leave it out for all of them');
  return ids;
}

/** A change needs somebody's consent: a person's on a terminal, or the pipeline's on the command line. */
function consent(autoApprove: boolean | undefined, command: string) {
  if (autoApprove === true) return undefined;
  const ask = terminalAsk();
  if (ask === undefined)
    throw new RunnerError(
      `${command} asks before it changes anything, and there is no terminal to ask on; pass --auto-approve`,
    );
  return ask;
}

const SELECTION_OPTIONS = { ...STAGE_OPTIONS, ...STACK_OPTION, ...AFFECTED_OPTIONS } as const;
const PLAN_OPTIONS = {
  ...SELECTION_OPTIONS,
  "keep-going": { type: "boolean", help: "plan the other stacks, too, when one fails" },
  ...SUMMARY_OPTIONS,
} as const satisfies Record<string, OptionSpec>;

/** `npm run plan`. */
export const planCommand: Command = {
  name: "plan",
  purpose:
    "Plans every stack of a stage, and starts no further one after a failure. Exit code: 0 no changes, 2 changes, 1 error.",
  options: PLAN_OPTIONS,
  async run(context) {
    const parsed = parseOptions(PLAN_OPTIONS, context.argv);
    const stopOnFailure = parsed["keep-going"] !== true;
    return runSelected("plan", parsed, context, (options) => planStage({ ...options, stopOnFailure }));
  },
};

const APPLY_OPTIONS = { ...SELECTION_OPTIONS, ...APPROVE_OPTION, ...SUMMARY_OPTIONS } as const;

/** `npm run apply`. */
export const applyCommand: Command = {
  name: "apply",
  purpose:
    "Plans and applies a stage, each stack when what it needs is applied. Run it again to continue after a failure. Exit code: 0 done, 1 not done.",
  options: APPLY_OPTIONS,
  async run(context) {
    const parsed = parseOptions(APPLY_OPTIONS, context.argv);
    const ask = consent(parsed["auto-approve"], "apply");
    return runSelected("apply", parsed, context, (options) => applyStage({ ...options, ask }));
  },
};

/** Runs a command on the chosen stacks, all of the stage or those that are affected, and tells what it did. */
async function runSelected(
  command: RunReport["command"],
  parsed: CommonOptions & AffectedChoice & SummaryChoice,
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
    const outcome = await workOnSelection(options, selection, work, async () =>
      again ? affectedSelection(options.stage, parsed, context) : undefined,
    );
    const skipped = selection.skipped + selection.stacks.length - outcome.stacks.length;
    writeSummaries({ command, outcome, affected: { ...selection, skipped } }, parsed, context.print);
    return outcome.exitCode;
  });
}

const DESTROY_OPTIONS = {
  ...STAGE_OPTIONS,
  ...STACK_OPTION,
  ...APPROVE_OPTION,
  "with-state": { type: "boolean", help: "destroy the state buckets, too, with all their versions" },
} as const satisfies Record<string, OptionSpec>;

/** `npm run destroy`. */
export const destroyCommand: Command = {
  name: "destroy",
  purpose: "Destroys a stage in reverse order of layers. State buckets stay unless --with-state.",
  options: DESTROY_OPTIONS,
  async run(context) {
    const parsed = parseOptions(DESTROY_OPTIONS, context.argv);
    const ask = consent(parsed["auto-approve"], "destroy");
    const outcome = await destroyStage({ ...runOptions(parsed, context), ask, withState: parsed["with-state"] });
    context.print(formatStage(outcome, { listResources: false }));
    return outcome.exitCode;
  },
};

const BOOTSTRAP_OPTIONS = {
  ...STAGE_OPTIONS,
  all: { type: "boolean", help: "bootstrap all stages, owners of domains first" },
} as const satisfies Record<string, OptionSpec>;

/** `npm run bootstrap`. */
export const bootstrapCommand: Command = {
  name: "bootstrap",
  purpose: "Creates the state buckets of a stage and the workspace of every stack. Running it again changes nothing.",
  options: BOOTSTRAP_OPTIONS,
  async run(context) {
    const parsed = parseOptions(BOOTSTRAP_OPTIONS, context.argv);
    if (parsed.all === true && parsed.stage !== undefined)
      throw new RunnerError("--all and --stage exclude each other");
    const stages =
      parsed.all === true ? allStages(context.environment) : [chooseStage(parsed.stage, context.environment)];
    for (const stage of stages) {
      const outcome = await bootstrapStage(runOptions({ ...parsed, stage }, context));
      context.print(formatBootstrap(outcome));
      if (outcome.exitCode !== 0) return outcome.exitCode;
    }
    return 0;
  },
};
