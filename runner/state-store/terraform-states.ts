import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTerraformState, TerraformStateError, type TerraformState } from "../../formats/terraform-state";
import { RunnerError } from "../errors";
import type { StackBackend } from "../synthesis";
import type { OpenStateStore, StateStore } from "./s3-store";

/** Backends whose states the runner can read past terraform. */
export type ReadableBackend = Exclude<StackBackend, { kind: "cloud" }>;

/**
 * The state of a stage in a stack's backend; undefined where there is none.
 *
 * @throws RunnerError with the place, where it cannot be read
 */
export function readStateOfStage(
  backend: ReadableBackend,
  stage: string,
  open: OpenStateStore,
): Promise<TerraformState | undefined> {
  if (backend.kind === "s3")
    return readStateObject(open(backend), `${backend.workspacePrefix}/${stage}/${backend.key}`);
  return Promise.resolve(readStateFile(join(backend.workspaceDirectory, stage, "terraform.tfstate")));
}

/** The state that an object of a state bucket holds; undefined where there is none. @throws RunnerError with the key */
export async function readStateObject(store: StateStore, key: string): Promise<TerraformState | undefined> {
  const text = await store.read(key);
  return text === undefined ? undefined : parsed(text, key);
}

/** The state that a file holds; undefined where there is none. @throws RunnerError with the file */
export function readStateFile(file: string): TerraformState | undefined {
  return existsSync(file) ? parsed(readFileSync(file, "utf8"), file) : undefined;
}

/**
 * The state that a file holds, where a process that was killed may have left half of it: that is as good as none.
 *
 * @throws RunnerError with the file, where it is whole and yet no state that can be read
 */
export function readStateFileOfKilledRun(file: string): TerraformState | undefined {
  try {
    return readStateFile(file);
  } catch (error) {
    if (error instanceof RunnerError && error.cause instanceof TerraformStateError && error.cause.broken)
      return undefined;
    throw error;
  }
}

function parsed(text: string, place: string): TerraformState | undefined {
  try {
    return parseTerraformState(text);
  } catch (cause) {
    if (!(cause instanceof TerraformStateError)) throw cause;
    throw new RunnerError(`state ${place} cannot be read: ${cause.message} (docs/runbooks/lost-state.md)`, undefined, {
      cause,
    });
  }
}
