import { runAsProgram, synthCommittedCommand } from "../runner/command-line";

void runAsProgram(synthCommittedCommand);
