import { pipelinesCommand } from "../pipelines/commands";
import { runAsProgram } from "../runner/command-line";

void runAsProgram(pipelinesCommand);
