import { resolve } from "node:path";
import { listStages, loadAllStages } from "../../configuration";
import { RunnerError } from "../../runner/errors";

/** Directory of the stage files. */
export function environmentsDirectory(environment: NodeJS.ProcessEnv, root: string = process.cwd()): string {
  return resolve(root, environment.SMUS_ENVIRONMENTS_DIR || "environments");
}

/**
 * The stage that a command works on: its option, else `TF_WORKSPACE`, else `SMUS_STAGE`. There is no default.
 *
 * @throws RunnerError with the list of stages
 */
export function chooseStage(
  option: string | undefined,
  environment: NodeJS.ProcessEnv,
  flag: "--stage" | "--to" = "--stage",
): string {
  const stage = option ?? (environment.TF_WORKSPACE || environment.SMUS_STAGE || "");
  const stages = listStages(environmentsDirectory(environment));
  if (stages.includes(stage)) return stage;
  const problem = stage === "" ? `which stage? set TF_WORKSPACE or pass ${flag}` : `there is no stage "${stage}"`;
  throw new RunnerError(`${problem}; stages: ${stages.join(", ")}`);
}

/** All stages in apply order: owners of domains before the stages that join them. */
export function allStages(environment: NodeJS.ProcessEnv): string[] {
  return loadAllStages(environmentsDirectory(environment)).map(({ name }) => name);
}
