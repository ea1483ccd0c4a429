import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, copyFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { RunnerError } from "../errors";

/** Source of the base's npm packages: those that are installed here, or an installation of its own. */
export type PackageSource = "shared" | "installed";

const LOCK_FILE = "package-lock.json";

/** Tells whether two checkouts run with the same packages, apart from development packages and the own version. */
export function samePackages(left: string, right: string): boolean {
  return runtimePackages(left) === runtimePackages(right);
}

/** Tells whether a checkout names its packages, by a `package.json` and a lock file. */
export function namesPackages(root: string): boolean {
  return existsSync(join(root, "package.json")) && existsSync(join(root, LOCK_FILE));
}

/** Lets a checkout use the packages that are installed beside another one, from its root up to the repository's top. */
export function sharePackages(installed: string, top: string, checkout: string, checkoutTop: string): void {
  for (let from = installed, to = checkout; ; from = dirname(from), to = dirname(to)) {
    const packages = join(from, "node_modules");
    if (existsSync(packages) && !existsSync(join(to, "node_modules")))
      symlinkSync(packages, join(to, "node_modules"), "junction");
    if (from === top || to === checkoutTop || relative(top, from).startsWith("..")) return;
  }
}

/**
 * Installs the packages that a checkout's lock file names, once for each lock file, and lets the checkout use them.
 *
 * @throws RunnerError with what npm said
 */
export async function installPackages(checkout: string, cache: string): Promise<void> {
  const key = createHash("sha256").update(runtimePackages(checkout)).digest("hex").slice(0, 16);
  const place = join(cache, key);
  if (!existsSync(place)) {
    const half = `${place}.${process.pid}`;
    mkdirSync(half, { recursive: true });
    const files = ["package.json", LOCK_FILE, ".npmrc"].filter((file) => existsSync(join(checkout, file)));
    for (const file of files) copyFileSync(join(checkout, file), join(half, file)); // .npmrc: another registry
    const { exitCode, output } = await npmInstall(half);
    if (exitCode !== 0) {
      rmSync(half, { recursive: true, force: true });
      throw new RunnerError(
        "the base has other packages, and they could not be installed; --shared-packages compares with those installed here",
        output,
      );
    }
    mkdirSync(join(half, "node_modules"), { recursive: true }); // npm makes none for nothing
    renameSync(half, place);
  }
  symlinkSync(join(place, "node_modules"), join(checkout, "node_modules"), "junction");
}

function npmInstall(directory: string): Promise<{ exitCode: number; output: string }> {
  // No scripts: nothing that this project needs has one, and the base's packages are another commit's choice.
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev"];
  return new Promise((done, fail) => {
    const child = spawn("npm", args, {
      cwd: directory,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", fail);
    child.once("close", (code) => done({ exitCode: code ?? 1, output: output.trim() }));
  });
}

/** Packages that the lock file pins, as text; empty without one. */
function runtimePackages(root: string): string {
  const file = join(root, LOCK_FILE);
  if (!existsSync(file)) return "";
  const { packages = {} } = JSON.parse(readFileSync(file, "utf8")) as {
    packages?: Record<string, { version?: string; integrity?: string; dev?: boolean }>;
  };
  const pinned = Object.entries(packages).filter(([path, { dev }]) => path !== "" && dev !== true);
  return JSON.stringify(pinned.map(([path, { version, integrity }]) => [path, version, integrity]).sort());
}
