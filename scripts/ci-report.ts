import { reportCommand } from "../pipelines/commands";
import { runAsProgram } from "../runner/command-line";

void runAsProgram(reportCommand);
