import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isolatedEnvironment } from "../../../sandbox/launcher/client-environment";
import { readSession, type KeptSession } from "../../../sandbox/launcher/session-file";
import { clientsOf, type AccountClients } from "./clients";
import type { World } from "../worlds/world";
import { recordGrants, recordGrantsOfRun } from "./record-grants";
import { expectEnd, programEnd, type ProgramEnd } from "./programs";
import { ROOT } from "./tools";

/** Applying the example takes ten minutes on free cores; a busy machine may take four times as long. */
const LIMIT_MILLISECONDS = 50 * 60_000;

/**
 * The example organization in a clone of the last commit, used as a user does: through the project's commands, in a
 * sandbox that was left running there.
 */
export class ExampleLife {
  /** The clone: the working directory of every command. */
  readonly directory = mkdtempSync(join(tmpdir(), "smus-clone-"));

  /** Clones the last commit; nothing is started. */
  clone(): void {
    const { status, stderr } = spawnSync("git", ["clone", "--quiet", ROOT, this.directory], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    symlinkSync(join(ROOT, "node_modules"), join(this.directory, "node_modules"));
  }

  /** Clones the last commit, and leaves a sandbox running there that begins with an applied organization. */
  begin({ file }: World): void {
    this.clone();
    expectEnd(this.npm("sandbox", ["--open", "--from", file]), 0);
  }

  /** The sandbox that runs in the clone. Undefined before the first command has kept one. */
  get session(): KeptSession | undefined {
    return readSession(join(this.directory, ".smus", "sandbox"));
  }

  /** `npm run <script> -- ...`, with `TF_WORKSPACE` where a stage is given. */
  npm(
    script: string,
    args: readonly string[] = [],
    stage?: string,
    environment: Record<string, string> = {},
  ): ProgramEnd {
    return this.run("npm", ["run", "--silent", script, "--", ...args], stage, environment);
  }

  /** Any program, in the clone and in its sandbox. */
  run(
    program: string,
    args: readonly string[],
    stage?: string,
    environment: Record<string, string> = {},
    cwd = this.directory,
  ): ProgramEnd {
    const { status, stdout, stderr } = spawnSync(program, [...args], {
      cwd,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      timeout: LIMIT_MILLISECONDS,
      env: {
        ...isolatedEnvironment(process.env),
        ...this.session?.variables,
        CHECKPOINT_DISABLE: "1",
        CI: "1",
        FORCE_COLOR: "0",
        ...(stage === undefined ? {} : { TF_WORKSPACE: stage }),
        ...environment,
      },
    });
    return programEnd(status, stdout, stderr);
  }

  /** AWS clients with the administrator role of an account: what a person does by hand. */
  clients(accountId: string): Promise<AccountClients> {
    if (this.session === undefined) throw new Error("no sandbox is running");
    return clientsOf(accountId, this.session);
  }

  /** Ends the sandbox and removes the clone. */
  async end(): Promise<void> {
    recordGrantsOfRun(join(this.directory, ".smus", "sandbox"));
    await recordGrants(this.session);
    this.npm("sandbox", ["--stop"]);
    rmSync(this.directory, { recursive: true, force: true });
  }
}
