import { runAsProgram, synthAllCommand } from "../runner/command-line";

void runAsProgram(synthAllCommand);
