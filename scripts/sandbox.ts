import { runAsProgram } from "../runner/command-line";
import { sandboxCommand } from "../sandbox/launcher";

void runAsProgram(sandboxCommand);
