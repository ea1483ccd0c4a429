import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RunnerError } from "../../runner";
import { commandLineOf } from "./background-process";

/**
 * Claims a working directory for this process; two runs would delete each other's states.
 *
 * @returns the function that gives it back
 * @throws RunnerError where another run is at work
 */
export function claimDirectory(workDirectory: string): () => void {
  mkdirSync(workDirectory, { recursive: true });
  const file = join(workDirectory, "running.pid");
  const pid = Number(readIfAny(file));
  if (pid > 0 && pid !== process.pid && commandLineOf(pid)?.includes("node") === true) {
    throw new RunnerError(
      `another sandbox run (process ${pid}) is at work in ${workDirectory}; wait for it, or interrupt it`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function readIfAny(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
