import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { InterruptedError, messageOf, RunnerError } from "../errors";
import { DurationHistory, RunDisplay } from "../progress";
import { handleSignals, Interruption, reachBeyondMachine } from "../terraform";
import type { Ask } from "../stage-operations";
import type { OptionSpec } from "./arguments";
import { usage } from "./arguments";

/** What a command gets to work with. */
export interface CommandContext {
  readonly argv: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly interruption: Interruption;
  readonly display: RunDisplay;
  /** Prints to standard output. */
  readonly print: (text: string) => void;
}

/** A command of the project. */
export interface Command {
  readonly name: string;
  readonly purpose: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  run(context: CommandContext): Promise<number>;
}

/** Runs a command as the whole program: signals, usage, one-line errors, exit code. Only entry points call it. */
export async function runAsProgram(command: Command): Promise<void> {
  const argv = process.argv.slice(2);
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  if (argv.includes("--help") || argv.includes("-h"))
    return print(usage(command.name, command.purpose, command.options));
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true"; // engines in package.json says what we support
  const interruption = new Interruption();
  const display = new RunDisplay(process.stderr, Date.now, historyFor(process.env));
  const disconnect = handleSignals(interruption, (line) => display.note(line));
  try {
    process.exitCode = await command.run({ argv, environment: process.env, interruption, display, print });
    if (interruption.stopping) process.exitCode = 130;
  } catch (error) {
    display.end();
    process.exitCode = error instanceof InterruptedError ? 130 : 1;
    process.stderr.write(`${errorText(error)}\n`);
  } finally {
    disconnect();
  }
}

/** A sandbox that is used from a shell is faster than AWS, and must not tell how long AWS takes. */
function historyFor(environment: NodeJS.ProcessEnv): DurationHistory {
  const isLocal = reachBeyondMachine(environment) === undefined;
  return new DurationHistory(join(".smus", isLocal ? "durations-local.json" : "durations.json"));
}

/** Asks on the terminal; undefined where there is none. */
export function terminalAsk(): Ask | undefined {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
  return async (question) => {
    const prompt = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await new Promise<string>((resolve, reject) => {
        prompt.once("SIGINT", () => reject(new InterruptedError("nothing more was done")));
        prompt.once("close", () => resolve(""));
        prompt.question(question).then(resolve, reject);
      });
    } finally {
      prompt.close();
    }
  };
}

/** An operator's error is its line and detail; a programmer's mistake keeps its trace. */
export function errorText(error: unknown): string {
  if (error instanceof RunnerError) return [error.message, error.detail ?? ""].filter((part) => part !== "").join("\n");
  // environments/ throws ConfigurationError: a formatted list, for people.
  if (error instanceof Error && error.name === "ConfigurationError") return error.message;
  if (isFileRefused(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
}

/** What the file system says of a path that somebody has named: a directory in place of a file, no permission, no space. */
const FILE_REFUSALS: ReadonlySet<string | undefined> = new Set([
  "EACCES",
  "EEXIST",
  "EISDIR",
  "ENOSPC",
  "ENOTDIR",
  "EPERM",
  "EROFS",
]);

function isFileRefused(error: unknown): error is NodeJS.ErrnoException {
  const { code, path } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return path !== undefined && FILE_REFUSALS.has(code);
}
