import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { LOCK_FILE, parseTerraformLock, TerraformLockError, type TerraformLock } from "../../formats/terraform-lock";
import { RunnerError } from "../errors";

/** The lock file that an organization keeps beside its stage files: one for all stages. */
export interface KeptLock {
  readonly file: string;
  readonly lock: TerraformLock;
}

/** Directory of the stage files. */
export function stageFilesOf(root: string, environment: NodeJS.ProcessEnv): string {
  return resolve(root, environment.SMUS_ENVIRONMENTS_DIR || "environments");
}

/** Place of the kept lock file: beside the stage files. */
export function defaultLockFile(root: string, environment: NodeJS.ProcessEnv): string {
  return join(stageFilesOf(root, environment), LOCK_FILE);
}

/**
 * Reads the kept lock file; undefined where there is none.
 *
 * @throws RunnerError where it is none that Terraform or we have written
 */
export function readKeptLock(file: string): KeptLock | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return { file, lock: parseTerraformLock(readFileSync(file, "utf8")) };
  } catch (error) {
    if (!(error instanceof TerraformLockError)) throw error;
    throw new RunnerError(
      `${shownPath(file)} is no lock file of Terraform: ${error.message}; take it from version control again, or remove it and have npm run bootstrap make it`,
      undefined,
      { cause: error },
    );
  }
}

/** A path as people have it before them: relative where that is shorter. */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") || isAbsolute(path) ? file : path;
}
