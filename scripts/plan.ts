import { planCommand, runAsProgram } from "../runner/command-line";

void runAsProgram(planCommand);
