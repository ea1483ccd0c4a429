import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDenied } from "../../aws/faults";
import { holdsManagedResources, type TerraformState } from "../../formats/terraform-state";
import { RunnerError } from "../errors";
import type { SynthesizedStack } from "../synthesis";
import type { OpenStateStore, StateStore } from "./s3-store";
import { readStateObject, readStateFile } from "./terraform-states";

/**
 * Stages other than `stage` that keep resources in the states of the account of `stack`, by name.
 *
 * Asked before a domain or a state bucket is destroyed: other stages may build on it. Terraform Cloud is not asked.
 *
 * @throws RunnerError with the key of a state that the role may not read: nobody knows what it holds
 */
export async function otherStagesIn(stack: SynthesizedStack, stage: string, open: OpenStateStore): Promise<string[]> {
  const { backend } = stack.file;
  switch (backend.kind) {
    case "s3":
      return otherStagesInBucket(backend.workspacePrefix, stage, open(backend));
    case "local":
      return otherStagesInDirectory(dirname(dirname(backend.path)), stage);
    case "cloud":
      return [];
  }
}

async function otherStagesInBucket(prefix: string, stage: string, store: StateStore): Promise<string[]> {
  const found = new Set<string>();
  for (const key of await store.list(`${prefix}/`)) {
    const other = key.split("/")[1];
    if (other === stage || found.has(other) || !key.endsWith(".tfstate")) continue;
    if (holdsResources(await readStateOfOther(store, key, stage))) found.add(other);
  }
  return [...found].sort();
}

/** The roles' policies name the states of the stages that use an account; the state of any other stage is a stray. */
async function readStateOfOther(store: StateStore, key: string, stage: string): Promise<TerraformState | undefined> {
  try {
    return await readStateObject(store, key);
  } catch (error) {
    if (!(error instanceof RunnerError && isDenied(error.cause))) throw error;
    throw new RunnerError(
      `the bucket holds ${key}, a state that the role of stage ${stage} may not read. Where it is left from a plan in ` +
        `the wrong workspace, delete it as an administrator of the account, then destroy again`,
      error.message,
      { cause: error },
    );
  }
}

/** `directory` is that of an account: `<layer>/workspaces/<stage>/terraform.tfstate`. */
function otherStagesInDirectory(directory: string, stage: string): string[] {
  const found = new Set<string>();
  for (const layer of existsSync(directory) ? readdirSync(directory) : []) {
    const workspaces = join(directory, layer, "workspaces");
    for (const other of existsSync(workspaces) ? readdirSync(workspaces) : []) {
      if (other === stage) continue;
      if (holdsResources(readStateFile(join(workspaces, other, "terraform.tfstate")))) found.add(other);
    }
  }
  return [...found].sort();
}

/** Tells whether a state lists any managed resource; one that is not there does not. */
export function holdsResources(state: TerraformState | undefined): boolean {
  return state !== undefined && holdsManagedResources(state);
}
