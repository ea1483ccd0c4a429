import { runAsProgram } from "../runner/command-line";
import { topologyCommand } from "../topology/command";

void runAsProgram(topologyCommand);
