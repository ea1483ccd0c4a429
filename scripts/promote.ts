import { promoteCommand, runAsProgram } from "../runner/command-line";

void runAsProgram(promoteCommand);
