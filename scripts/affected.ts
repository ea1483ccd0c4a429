import { affectedCommand, runAsProgram } from "../runner/command-line";

void runAsProgram(affectedCommand);
