import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SynthesizedStack } from "../synthesis";
import type { OpenStateStore } from "./s3-store";

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
    if (holdsResources(await store.read(key))) found.add(other);
  }
  return [...found].sort();
}

/** `directory` is that of an account: `<layer>/workspaces/<stage>/terraform.tfstate`. */
function otherStagesInDirectory(directory: string, stage: string): string[] {
  const found = new Set<string>();
  for (const layer of existsSync(directory) ? readdirSync(directory) : []) {
    const workspaces = join(directory, layer, "workspaces");
    for (const other of existsSync(workspaces) ? readdirSync(workspaces) : []) {
      const file = join(workspaces, other, "terraform.tfstate");
      if (other !== stage && existsSync(file) && holdsResources(readFileSync(file, "utf8"))) found.add(other);
    }
  }
  return [...found].sort();
}

/** Tells whether a state file lists any managed resource. */
export function holdsResources(state: string | undefined): boolean {
  if (state === undefined || state === "") return false;
  const { resources } = JSON.parse(state) as { resources?: readonly { readonly mode?: string }[] };
  return (resources ?? []).some(({ mode }) => mode !== "data");
}
