import { RunnerError, type Ask, type RunOptions } from "../../runner";
import { parsePositive, terminalAsk, type CommandContext, type OptionSpec } from "../frame";
import { chooseStage } from "./stage-choice";

/** Stage and pace, of every command that runs terraform for a stage. */
export const STAGE_OPTIONS = {
  stage: { type: "string", value: "name", help: "stage to work on (default: TF_WORKSPACE)" },
  parallelism: { type: "string", value: "n", help: "stacks at the same time (default: number of cores)" },
} as const satisfies Record<string, OptionSpec>;

/** Choice of stacks. */
export const STACK_OPTION = {
  stack: {
    type: "string",
    multiple: true,
    value: "id",
    help: "work on this stack only; may be repeated, or several with commas",
  },
} as const satisfies Record<string, OptionSpec>;

/** Consent given on the command line. */
export const APPROVE_OPTION = {
  "auto-approve": { type: "boolean", help: "do not ask" },
} as const satisfies Record<string, OptionSpec>;

/** Values of these options. */
export interface RunChoice {
  readonly stage?: string;
  readonly parallelism?: string;
  readonly stack?: string[];
}

/** Options of the runner for what a command was given. @throws RunnerError where a stage, number or list is missing */
export function runOptions(parsed: RunChoice, context: CommandContext): RunOptions {
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

/**
 * Consent to a change: a person's on a terminal, or the pipeline's on the command line (then undefined).
 *
 * @throws RunnerError where there is neither
 */
export function consent(autoApprove: boolean | undefined, command: string): Ask | undefined {
  if (autoApprove === true) return undefined;
  const ask = terminalAsk();
  if (ask === undefined)
    throw new RunnerError(
      `${command} asks before it changes anything, and there is no terminal to ask on; pass --auto-approve`,
    );
  return ask;
}
