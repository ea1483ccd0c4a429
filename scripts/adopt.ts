import { adoptCommand } from "../adoption";
import { runAsProgram } from "../runner/command-line";

void runAsProgram(adoptCommand);
