import type { RunDisplay } from "../../runner";
import type { Interruption } from "../../runner";
import type { OptionSpec } from "./options";

/** Everything that a command gets to work with. */
export interface CommandContext {
  /** Arguments after the name of the command. */
  readonly argv: readonly string[];
  /** Variables of the process; `cli/environment.ts` says which ones there are. */
  readonly environment: NodeJS.ProcessEnv;
  readonly interruption: Interruption;
  /** Progress and notes, on standard error. */
  readonly display: RunDisplay;
  /** Prints to standard output. */
  readonly print: (text: string) => void;
}

/** A command of the program `smus`. */
export interface Command {
  /** As it is typed, and as the npm script is called. */
  readonly name: string;
  /** Purpose and exit codes; the first sentence stands in the list of commands. */
  readonly purpose: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /**
   * Arguments that are no options, as the usage shows them. Such a command reads its arguments itself.
   *
   * @default - none are allowed
   */
  readonly operands?: string;
  /** Does the work and answers with the exit code. @throws RunnerError for what an operator has to mend */
  run(context: CommandContext): Promise<number>;
}
