import { driftCommand, runAsProgram } from "../runner/command-line";

void runAsProgram(driftCommand);
