export type { Command, CommandContext } from "./command";
export { errorText } from "./error-text";
export { parseOptions, parsePositive, UsageError, type OptionSpec, type ParsedOptions } from "./options";
export { runProgram, type Registry, type Streams } from "./program";
export { terminalAsk } from "./terminal";
export { programUsage, usage } from "./usage";
