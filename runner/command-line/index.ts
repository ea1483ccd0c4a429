export { parseOptions, parsePositive, usage, type OptionSpec, type ParsedOptions } from "./arguments";
export { runAsProgram, terminalAsk, type Command, type CommandContext } from "./command";
export { affectedCommand } from "./affected-command";
export { applyCommand, bootstrapCommand, destroyCommand, planCommand } from "./commands";
export { promoteCommand } from "./promote";
export { driftCommand } from "./drift-command";
export { synthAllCommand } from "./synth-all-command";
export { synthCommittedCommand } from "./synth-committed-command";
export { allStages, chooseStage, environmentsDirectory } from "./stage-choice";
