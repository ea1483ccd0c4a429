import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { RunnerError } from "../../runner";

/** Command to start in the background. */
export interface BackgroundCommand {
  /** For people. */
  readonly name: string;
  readonly file: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
}

/** A process in the background, leader of its own group, writing to a log file. */
export class BackgroundProcess {
  private exited: string | undefined;

  private constructor(
    readonly command: BackgroundCommand,
    private readonly child: ChildProcess,
  ) {
    child.once("error", (error) => (this.exited ??= error.message));
    child.once("exit", (code, signal) => (this.exited ??= signal === null ? `exit code ${code}` : signal));
  }

  /** Starts it. Its output goes straight to the log file, so it may outlive this process. */
  static start(command: BackgroundCommand): BackgroundProcess {
    mkdirSync(dirname(command.logFile), { recursive: true });
    const log = openSync(command.logFile, "w");
    try {
      const child = spawn(command.file, [...command.arguments], {
        cwd: command.directory,
        env: command.environment,
        stdio: ["ignore", log, log],
        detached: true,
      });
      child.unref();
      return new BackgroundProcess(command, child);
    } finally {
      closeSync(log);
    }
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /**
   * Waits until `probe` answers true.
   *
   * @throws RunnerError that names the log file, when the process ends before or the limit is reached
   */
  async ready(probe: () => Promise<boolean>, limitSeconds: number): Promise<void> {
    const { name, logFile } = this.command;
    const deadline = Date.now() + limitSeconds * 1000;
    for (;;) {
      if (await probe()) return;
      if (this.exited !== undefined)
        throw new RunnerError(`${name} did not start (${this.exited}); log: ${logFile}`, tail(logFile));
      if (Date.now() > deadline)
        throw new RunnerError(`${name} was not ready after ${limitSeconds} s; log: ${logFile}`, tail(logFile));
      await delay(100);
    }
  }

  /** Ends the process and what it started. */
  async stop(): Promise<void> {
    if (this.pid !== undefined && this.exited === undefined) await stopGroup(this.pid);
  }

  /** As `stop`, for the last moment of this process: cannot wait. */
  stopNow(): void {
    if (this.pid !== undefined && this.exited === undefined) signalGroup(this.pid, "SIGTERM");
  }
}

/** Ends a process group: asks, waits, kills. */
export async function stopGroup(pid: number, patienceSeconds = 5): Promise<void> {
  if (!signalGroup(pid, "SIGTERM")) return;
  const deadline = Date.now() + patienceSeconds * 1000;
  while (Date.now() < deadline) {
    if (!signalGroup(pid, 0)) return;
    await delay(50);
  }
  signalGroup(pid, "SIGKILL");
}

/** Command line of a process; undefined where there is none. */
export function commandLineOf(pid: number): string | undefined {
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined; // no such process
  }
}

/** Sends a signal to a group. @returns whether the group existed */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

function tail(file: string): string {
  try {
    return readFileSync(file, "utf8").trim().split("\n").slice(-8).join("\n");
  } catch {
    return "";
  }
}
