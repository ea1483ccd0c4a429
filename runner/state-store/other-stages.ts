import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { holdsManagedResources, type TerraformState } from "../../formats/terraform-state";
import type { SynthesizedStack } from "../synthesis";
import type { OpenStateStore } from "./s3-store";
import { readStateObject, readStateFile } from "./terraform-states";

/**
 * Stages other than `stage` that keep resources in the states of the account of `stack`, by name.
 *
 * Asked before a domain or a state bucket is destroyed: other stages may build on it. Terraform Cloud is not asked.
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

async function otherStagesInBucket(
  prefix: string,
  stage: string,
  store: ReturnType<OpenStateStore>,
): Promise<string[]> {
  const found = new Set<string>();
  for (const key of await store.list(`${prefix}/`)) {
    const other = key.split("/")[1];
    if (other === stage || found.has(other) || !key.endsWith(".tfstate")) continue;
    if (holdsResources(await readStateObject(store, key))) found.add(other);
  }
  return [...found].sort();
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
