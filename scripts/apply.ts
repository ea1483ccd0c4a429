import { applyCommand, runAsProgram } from "../runner/command-line";

void runAsProgram(applyCommand);
