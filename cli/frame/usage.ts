import type { Command } from "./command";
import type { OptionSpec } from "./options";

/** Every command has it, before all others. */
const HELP: OptionSpec = { type: "boolean", help: "show this text" };

/** Usage text of a command, with every option. */
export function usage({ name, purpose, options, operands = "[options]" }: Omit<Command, "run">): string {
  const shown = Object.entries({ ...options, help: HELP });
  const names = shown.map(([option, { value }]) => `--${option}${value === undefined ? "" : ` <${value}>`}`);
  const width = Math.max(...names.map((text) => text.length));
  const lines = shown.map(([, { help }], index) => `  ${names[index].padEnd(width)}  ${help}`);
  return [`smus ${name} ${operands}, or: npm run ${name} -- ${operands}`, purpose, "", ...lines].join("\n");
}

/** Usage text of the program: a line for each command. */
export function programUsage(commands: readonly Omit<Command, "run">[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, purpose }) => `  ${name.padEnd(width)}  ${firstSentence(purpose)}`);
  return [
    "smus <command> [options]",
    "Provisions Amazon SageMaker Unified Studio across many AWS accounts.",
    "",
    ...lines,
    "",
    "smus <command> --help shows the options of a command and its exit codes.",
    "smus --version shows the version of the program.",
  ].join("\n");
}

function firstSentence(text: string): string {
  return /^[^]*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
}
