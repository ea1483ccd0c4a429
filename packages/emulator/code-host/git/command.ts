import { spawn } from "node:child_process";

/** Outcome of a run of git that could fail for a reason that its caller knows. */
export interface GitOutcome {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Wishes for a run of git. */
export interface GitRun {
  readonly input?: string | Buffer;
  /** Variables of the process. @default - none, git is found where the system looks for programs */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Settings that no user's configuration may change. */
const SETTINGS = ["-c", "core.quotePath=false", "-c", "gc.auto=0", "-c", "safe.directory=*"];

/** Runs git and waits for its end, whatever its exit code. */
export async function tryGit(
  directory: string,
  args: readonly string[],
  { input, environment }: GitRun = {},
): Promise<GitOutcome> {
  const child = spawn("git", [...SETTINGS, `--git-dir=${directory}`, ...args], { env: { ...environment } });
  const [stdout, stderr]: Buffer[][] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  // A run that ends before it has read everything says so by its exit code.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 1));
  });
  return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString("utf8") };
}

/**
 * Runs git and answers what it writes.
 *
 * @throws Error with what git says, where it fails
 */
export async function git(directory: string, args: readonly string[], run: GitRun = {}): Promise<Buffer> {
  const { code, stdout, stderr } = await tryGit(directory, args, run);
  if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr.trim()}`);
  return stdout;
}
