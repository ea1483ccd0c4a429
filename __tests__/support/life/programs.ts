import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Life } from "./life";
import { ROOT } from "./tools";

/** Outcome of a program. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  /** Both outputs, without colours. */
  readonly text: string;
  /** The standard output alone, without colours: what a script reads. */
  readonly output: string;
}

/** The outcome of a program that ended. */
export function programEnd(exitCode: number | null, stdout: string, stderr: string): ProgramEnd {
  const withoutColours = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, "");
  return { exitCode, text: withoutColours(stdout + stderr), output: withoutColours(stdout) };
}

/** The commands as people type them, in the repository and in the sandbox of a life. */
export class Programs {
  constructor(private readonly life: Life) {}

  /** Directory of the stacks that these commands synthesize; the life's own functions work in another one. */
  get outputDirectory(): string {
    return join(this.life.directory, "cdktf.out");
  }

  /** `npm run <script> -- ...`, with `TF_WORKSPACE` where a stage is given. */
  npm(script: string, args: readonly string[], stage?: string): ProgramEnd {
    return this.run("npm", ["run", "--silent", script, "--", ...args], stage, { CDKTF_OUTDIR: this.outputDirectory });
  }

  /** `npx cdktf ...`. */
  cdktf(args: readonly string[], stage?: string): ProgramEnd {
    return this.run("npx", ["--no-install", "cdktf", ...args, "--output", this.outputDirectory], stage, {});
  }

  /** `terraform ...` in the directory of a stack. */
  terraform(
    stack: string,
    args: readonly string[],
    stage: string | undefined,
    directory = this.stackDirectory(stack),
  ): ProgramEnd {
    return this.run("terraform", [...args, "-no-color"], stage, {}, directory);
  }

  stackDirectory(stack: string): string {
    return join(this.outputDirectory, "stacks", stack);
  }

  private run(
    file: string,
    args: readonly string[],
    stage: string | undefined,
    variables: Readonly<Record<string, string>>,
    cwd = ROOT,
  ): ProgramEnd {
    const { status, stdout, stderr } = spawnSync(file, [...args], {
      cwd,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      timeout: 600_000,
      env: {
        ...this.life.sandbox.environment,
        CHECKPOINT_DISABLE: "1",
        CI: "1",
        FORCE_COLOR: "0",
        ...variables,
        ...(stage === undefined ? {} : { TF_WORKSPACE: stage }),
      },
    });

    return programEnd(status, stdout, stderr);
  }
}

/** Fails with what the program said unless it ended as expected. */
export function expectEnd(end: ProgramEnd, exitCode: number): string {
  if (end.exitCode !== exitCode)
    throw new Error(`exit code ${end.exitCode} instead of ${exitCode}\n${end.text.slice(-6000)}`);
  return end.text;
}

/**
 * The report of `--json`, of a program that had to end well. Only the standard output is read: warnings, such as the
 * one of the AWS SDK about an old Node.js, go to the other one.
 */
export function expectReport<T>(end: ProgramEnd): T {
  expectEnd(end, 0);
  return JSON.parse(end.output) as T;
}
