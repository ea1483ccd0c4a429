import { RunnerError } from "../../runner";
import { emulatorUrl } from "./services";
import { isAlive, readSession } from "./session-file";

/**
 * Finishes a connection to a Git provider in a kept sandbox, as the person who does it in the console.
 *
 * @returns the ARNs of the connections of that name
 * @throws RunnerError where no sandbox runs, and for a connection that it does not have
 */
export async function finishConnection(workDirectory: string, connection: string): Promise<string[]> {
  const session = readSession(workDirectory);
  if (session === undefined || !(await isAlive(session)))
    throw new RunnerError("no sandbox is running; start one that stays: npm run sandbox -- --keep");
  const response = await fetch(`${emulatorUrl(session)}/_emulator/handshakes`, {
    method: "POST",
    body: JSON.stringify({ connection }),
  });
  const answer = (await response.json()) as { readonly connections?: string[]; readonly message?: string };
  if (answer.connections === undefined) throw new RunnerError(`--finish: ${answer.message}`);
  return answer.connections;
}
