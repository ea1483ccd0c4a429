import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Layer } from "../../contracts/layers";
import type { RecordedResource } from "../../formats/terraform-state";
import type { SynthesizedStack } from "../synthesis";
import type { OpenStateStore } from "./s3-store";
import { readStateObject, readStateFile } from "./terraform-states";

/** A state of an account, and where it belongs. */
export interface StoredState {
  readonly stage: string;
  readonly layer: Layer;
  readonly resources: readonly RecordedResource[];
}

/**
 * The states of an account, of all stages that keep some there, in the layers given.
 *
 * Stages that share a domain grant on the same units; only all states together say what is managed. Undefined for
 * Terraform Cloud, which is not asked.
 */
export async function statesOfAccount(
  stack: SynthesizedStack,
  layers: readonly Layer[],
  open: OpenStateStore,
): Promise<StoredState[] | undefined> {
  const { backend } = stack.file;
  if (backend.kind === "cloud") return undefined;
  if (backend.kind === "local") return localStates(dirname(dirname(backend.path)), layers);
  const store = open(backend);
  const found: StoredState[] = [];
  for (const key of await store.list(`${backend.workspacePrefix}/`)) {
    // <prefix>/<stage>/<account>/<layer>/terraform.tfstate
    const [stage, , name, file] = key.slice(backend.workspacePrefix.length + 1).split("/");
    const layer = layers.find((candidate) => candidate === name);
    if (layer === undefined || file !== "terraform.tfstate") continue;
    found.push({ stage, layer, resources: (await readStateObject(store, key))?.resources ?? [] });
  }
  return found;
}

/** Facts about a stack's state that are known without reading it. */
export interface StateStatus {
  /** The end of its last apply. Absent where nobody knows (Terraform Cloud), or there is none. */
  readonly writtenAt?: Date;
  /** An apply is going on, or one was cut off. */
  readonly locked: boolean;
}

/** Looks at the state of a stack and at its lock file. */
export async function stateStatus(stack: SynthesizedStack, stage: string, open: OpenStateStore): Promise<StateStatus> {
  const { backend } = stack.file;
  if (backend.kind === "cloud") return { locked: false };
  if (backend.kind === "local") {
    const directory = join(backend.workspaceDirectory, stage);
    const file = join(directory, "terraform.tfstate");
    const locked = existsSync(join(directory, ".terraform.tfstate.lock.info"));
    return existsSync(file) ? { writtenAt: statSync(file).mtime, locked } : { locked };
  }
  const store = open(backend);
  const key = `${backend.workspacePrefix}/${stage}/${backend.key}`;
  const [writtenAt, lock] = await Promise.all([store.writtenAt(key), store.writtenAt(`${key}.tflock`)]);
  return { writtenAt, locked: lock !== undefined };
}

/** `directory` is that of an account: `<layer>/workspaces/<stage>/terraform.tfstate`. */
function localStates(directory: string, layers: readonly Layer[]): StoredState[] {
  return layers.flatMap((layer) => {
    const workspaces = join(directory, layer, "workspaces");
    return (existsSync(workspaces) ? readdirSync(workspaces) : []).flatMap((stage) => {
      const state = readStateFile(join(workspaces, stage, "terraform.tfstate"));
      return state === undefined ? [] : [{ stage, layer, resources: state.resources }];
    });
  });
}
