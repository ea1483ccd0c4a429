import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { IS_COMPILED } from "../../contracts/own-program";
import { RunnerError } from "../errors";

/** Code of this project that a directory is synthesized with. */
export interface Product {
  /** Arguments for node that start the synthesis of the stage which `TF_WORKSPACE` names. */
  readonly synthesis: readonly string[];
  /** Arguments for node that start the program `smus`; undefined in versions before 0.2, which have none. */
  readonly program?: readonly string[];
}

/** Folder of the code that runs now; compiled code is one folder deeper in its package than the sources in a clone. */
const RUNNING = resolve(__dirname, IS_COMPILED ? "../../.." : "../..");

/**
 * Finds the code that a directory is synthesized with: the package that is installed there, else the clone that it is, else
 * the code that runs now.
 *
 * @throws RunnerError where a clone has no packages, or is code that cannot be synthesized from outside
 */
export function productOf(root: string): Product {
  const installed = installedPackage(root);
  if (installed !== undefined) return started(installed);
  if (existsSync(programOf(root))) {
    requirePackages(root);
    return started(root);
  }
  if (!existsSync(join(root, "main.ts"))) return started(RUNNING);
  if (!existsSync(join(root, "environments", "index.ts")))
    throw new RunnerError(
      `${root} has a main.ts, but neither the program smus (bin/smus.js) nor environments/index.ts, which versions before it have: ` +
        "code of another project, or of the days between the two; choose another commit",
    );
  return { synthesis: ["-r", oldCompiler(root), join(root, "main.ts")] };
}

/**
 * Module that compiles the TypeScript of a version before 0.2 as it is loaded: ts-node; with packages of a later version
 * (`--shared-packages`) what that one has.
 *
 * @throws RunnerError where the clone has no packages
 */
export function oldCompiler(root: string): string {
  requirePackages(root);
  const own = join(root, "node_modules", "ts-node");
  return existsSync(own) ? join(own, "register") : join(RUNNING, "bin", "typescript.js");
}

/** Directory in which npm has put the package: among the packages of `root`, or of a directory above it. */
function installedPackage(root: string): string | undefined {
  for (let directory = root; ; directory = dirname(directory)) {
    const place = join(directory, "node_modules", "smus-cdktf");
    if (existsSync(programOf(place))) return place;
    if (directory === dirname(directory)) return undefined;
  }
}

function started(place: string): Product {
  const program = programOf(place);
  return { synthesis: [program, "synth"], program: [program] };
}

function programOf(place: string): string {
  return join(place, "bin", "smus.js");
}

function requirePackages(root: string): void {
  if (!existsSync(join(root, "node_modules"))) throw new RunnerError(`${root} has no packages: run npm ci`);
}
