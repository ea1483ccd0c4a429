import { existsSync } from "node:fs";
import { join } from "node:path";
import { RunnerError } from "../errors";
import { runNode } from "./synthesize";

/** A synthesis of several stages of a checkout. */
export interface StagesRequest {
  /** Directory that holds `main.ts`. */
  readonly root: string;
  readonly environmentsDirectory: string;
  /** What to call it in an error. */
  readonly name: string;
  /** Where it runs: relative paths of the configuration start here. */
  readonly workingDirectory: string;
  readonly outputDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Empty: all. */
  readonly stages: readonly string[];
}

const PROGRAM = join(__dirname, "stages-program.ts");

/**
 * Synthesizes stages of a checkout into `<output directory>/<stage>/`, all in one process: loading and compiling the
 * program takes as long as 300 stacks.
 *
 * @throws RunnerError with the problems of its configuration
 */
export async function synthesizeStages(request: StagesRequest): Promise<void> {
  const { root, environmentsDirectory, outputDirectory, stages } = request;
  const environment: NodeJS.ProcessEnv = {
    ...request.environment,
    SMUS_ENVIRONMENTS_DIR: environmentsDirectory,
    TS_NODE_PROJECT: join(root, "tsconfig.json"),
  };
  const register = join(root, "node_modules", "ts-node", "register");
  if (!existsSync(join(root, "node_modules", "ts-node"))) throw new RunnerError(`${root} has no packages: run npm ci`);
  const { exitCode, output } = await runNode(
    ["-r", register, PROGRAM, root, outputDirectory, ...stages],
    request.workingDirectory,
    environment,
  );
  if (exitCode !== 0) throw new RunnerError(`${request.name} could not be synthesized`, output);
}
