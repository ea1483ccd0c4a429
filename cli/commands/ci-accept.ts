import { spawn } from "node:child_process";
import { RunnerError } from "../../runner";
import { UsageError, type Command } from "../frame";

/**
 * The command `smus ci:accept 2 npm run plan -- --stage dev`: runs a command, and counts one of its exit codes as success.
 *
 * For `plan`, whose 2 says that there are changes. CI systems know success and failure only, and each has its own way around it.
 */
export const ciAcceptCommand: Command = {
  name: "ci:accept",
  purpose: "Runs a command, and ends with 0 where it ends with the exit code. Exit code: 0, or that of the command.",
  options: {},
  operands: "<exit code> <command> [arguments]",
  async run({ argv, environment, interruption }) {
    const [accepted, command, ...rest] = argv;
    if (!/^\d{1,3}$/.test(accepted ?? "") || command === undefined)
      throw new UsageError("usage: npm run ci:accept -- <exit code> <command> [arguments], for example 2 npm run plan");
    const code = await run(command, rest, environment);
    return code === Number(accepted) && !interruption.stopping ? 0 : code;
  },
};

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { env, stdio: "inherit" });
    child.once("error", (error) => reject(new RunnerError(`${command} could not be started: ${error.message}`)));
    child.once("close", (code) => resolve(code ?? 1));
  });
}
