import { RunnerError } from "../errors";

/**
 * Tells whether a run reads only (`SMUS_ACCESS=plan`): it assumes the plan role, which may write nothing. A lock is a write, so
 * its plans take none.
 */
export function isReadOnly(environment: NodeJS.ProcessEnv): boolean {
  return environment["SMUS_ACCESS"] === "plan";
}

/**
 * Refuses a command that writes, before anything is synthesized or asked for.
 *
 * @throws RunnerError for a run that reads only
 */
export function refuseReadOnly(command: string, environment: NodeJS.ProcessEnv): void {
  if (!isReadOnly(environment)) return;
  throw new RunnerError(
    `${command} writes, and SMUS_ACCESS=plan is for runs that only read`,
    "run it without SMUS_ACCESS, or with SMUS_ACCESS=deploy",
  );
}
