import { destroyCommand, runAsProgram } from "../runner/command-line";

void runAsProgram(destroyCommand);
