import { credentialsCommand } from "../pipelines/commands";
import { runAsProgram } from "../runner/command-line";

void runAsProgram(credentialsCommand);
