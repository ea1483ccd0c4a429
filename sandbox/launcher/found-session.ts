import { RunnerError } from "../../runner";
import { commandLineOf } from "./background-process";
import type { SandboxOptions } from "./sandbox-options";
import { isAlive, readSession, stopSession, type KeptSession } from "./session-file";

/**
 * Finds the services that an earlier run kept. Those of a run that was cut off are ended.
 *
 * @returns undefined where the sandbox has to start its own
 * @throws RunnerError where another sandbox than the one that is asked for is running
 */
export async function findKept(
  workDirectory: string,
  environmentsDirectory: string,
  options: SandboxOptions,
): Promise<KeptSession | undefined> {
  const session = readSession(workDirectory);
  if (session === undefined) return undefined;
  const { runPid } = session;
  if (runPid !== undefined && runPid !== process.pid && commandLineOf(runPid)?.includes("node") === true)
    return undefined; // at work in this moment, and not ours to end
  if (runPid !== undefined || !(await isAlive(session))) {
    // A run that was killed, or half of one that was kept.
    const ended = await stopSession(workDirectory, session);
    if (ended.length > 0) options.say?.(`Ended ${ended.join(" and ")} of an earlier run that was cut off`);
    return undefined;
  }
  const wrong = otherwise(session, environmentsDirectory, options);
  if (wrong === undefined) return session;
  throw new RunnerError(`a sandbox ${wrong} is running; stop it first: npm run sandbox -- --stop`);
}

/** Describes how a sandbox that is running differs from the one that is asked for; undefined where it does not. */
function otherwise(session: KeptSession, environmentsDirectory: string, options: SandboxOptions): string | undefined {
  if (options.from !== undefined) return "that did not begin from this snapshot";
  if (session.environmentsDirectory !== environmentsDirectory) return `of ${session.environmentsDirectory}`;
  if (options.throttle === true && !session.throttle) return "without --throttle";
  if ((options.noIam ?? false) !== (session.noIam ?? false))
    return session.noIam === true ? "that was started with --no-iam" : "without --no-iam";
  const { motoPort = session.motoPort, emulatorPort = session.emulatorPort } = options;
  const samePorts = motoPort === session.motoPort && emulatorPort === session.emulatorPort;
  return samePorts ? undefined : `on the ports ${session.motoPort} and ${session.emulatorPort}`;
}
