import { join } from "node:path";
import { PROJECT_VERSION } from "../../contracts/version";
import { InterruptedError } from "../../runner/errors";
import { DurationHistory, RunDisplay } from "../../runner/progress";
import { handleSignals, Interruption, reachBeyondMachine } from "../../runner/terraform";
import type { Command } from "./command";
import { errorText } from "./error-text";
import { UsageError } from "./options";
import { programUsage, usage } from "./usage";

/** Commands by name; each is loaded when it is asked for, for most of the start of a program is loading modules. */
export type Registry = ReadonlyMap<string, () => Promise<Command>>;

/** Streams to which a program writes. */
export interface Streams {
  readonly out: NodeJS.WritableStream;
  readonly error: NodeJS.WritableStream;
}

const HELP: readonly (string | undefined)[] = ["--help", "-h"];
const VERSION_OPTIONS: readonly (string | undefined)[] = ["--version", "-v"];
const INTERRUPTED = 130;

/**
 * Runs the command that the arguments name (or says version or usage), with signals, usage and errors in one line, and answers with the exit code: the
 * command's own, 1 for an error, 130 after an interruption.
 */
export async function runProgram(
  registry: Registry,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
  { out, error: problems }: Streams = { out: process.stdout, error: process.stderr },
): Promise<number> {
  const [name, ...argv] = oneWord(registry, words);
  if (name === undefined || HELP.includes(name) || name === "help") {
    const commands = await Promise.all([...registry.values()].map((load) => load()));
    (name === undefined ? problems : out).write(`${programUsage(commands)}\n`);
    return name === undefined ? 1 : 0;
  }
  if (VERSION_OPTIONS.includes(name)) {
    out.write(`${PROJECT_VERSION}\n`);
    return 0;
  }
  const command = await registry.get(name)?.();
  if (command === undefined) {
    problems.write(`there is no command "${name}"; commands: ${[...registry.keys()].join(", ")}; help: smus --help\n`);
    return 1;
  }
  // What follows the operands of such a command belongs to the program that it starts.
  if ((command.operands === undefined ? argv : argv.slice(0, 1)).some((argument) => HELP.includes(argument))) {
    out.write(`${usage(command)}\n`);
    return 0;
  }
  return runCommand(command, argv, environment, { out, error: problems });
}

/** `git status` is `git:status`: a command of two words may be typed as two. */
function oneWord(registry: Registry, words: readonly string[]): readonly string[] {
  const [first, second, ...rest] = words;
  const name = `${first}:${second}`;
  return registry.has(name) ? [name, ...rest] : words;
}

async function runCommand(
  command: Command,
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  { out, error: problems }: Streams,
): Promise<number> {
  const interruption = new Interruption();
  const display = new RunDisplay(process.stderr, Date.now, historyFor(environment));
  const disconnect = handleSignals(interruption, (line) => display.note(line));
  const print = (text: string): void => void out.write(`${text}\n`);
  try {
    const exitCode = await command.run({ argv, environment, interruption, display, print });
    return interruption.stopping ? INTERRUPTED : exitCode;
  } catch (error) {
    display.end();
    const where = error instanceof UsageError ? `; usage: smus ${command.name} --help` : "";
    problems.write(`${errorText(error)}${where}\n`);
    return error instanceof InterruptedError ? INTERRUPTED : 1;
  } finally {
    disconnect();
  }
}

/** A sandbox that is used from a shell is faster than AWS, and must not tell how long AWS takes. */
function historyFor(environment: NodeJS.ProcessEnv): DurationHistory {
  const isLocal = reachBeyondMachine(environment) === undefined;
  return new DurationHistory(join(".smus", isLocal ? "durations-local.json" : "durations.json"));
}
