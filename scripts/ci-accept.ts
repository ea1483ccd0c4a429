import { acceptCommand } from "../pipelines/commands";
import { runAsProgram } from "../runner/command-line";

void runAsProgram(acceptCommand);
