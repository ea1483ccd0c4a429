import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** A run of a program in the repository. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A stranger's repository: the package is packed, `smus init` writes the repository, npm installs the tarball there. */
export class InstalledRepository {
  private readonly place = mkdtempSync(join(tmpdir(), "smus-package-"));
  readonly directory = join(this.place, "data-platform");
  /** Output of npm while it installed. */
  readonly installation: string;

  constructor(...options: string[]) {
    const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", this.place], {
      cwd: ROOT,
      encoding: "utf8",
    });
    const tarball = packed.trim().split("\n").at(-1) ?? "";
    const init = ["init", this.directory, "--product", `file:../${tarball}`, ...options];
    execFileSync(process.execPath, [join(ROOT, "bin/smus.js"), ...init], { cwd: tmpdir() });
    const { status, stdout, stderr } = this.run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"]);
    this.installation = `${stdout}${stderr}`;
    if (status !== 0) throw new Error(`the package could not be installed:\n${this.installation}`);
  }

  /** Runs a program there, without variables of npm and jest that name this project. */
  run(program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Run {
    const foreign = /^(npm_(?!config_(registry|cache))|NODE_|JEST_|INIT_CWD|TF_WORKSPACE|SMUS_|CDKTF_)/i;
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
    return spawnSync(program, [...args], { cwd: this.directory, env: { ...env, ...more }, encoding: "utf8" });
  }

  /** Runs `npx smus`. */
  smus(...args: string[]): Run {
    return this.run("npx", ["--no-install", "smus", ...args]);
  }

  dispose(): void {
    rmSync(this.place, { recursive: true, force: true });
  }
}
