import { bootstrapCommand, runAsProgram } from "../runner/command-line";

void runAsProgram(bootstrapCommand);
