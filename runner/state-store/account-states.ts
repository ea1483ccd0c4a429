import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Layer } from "../../contracts/layers";
import type { SynthesizedStack } from "../synthesis";
import type { OpenStateStore } from "./s3-store";

/** A state file as terraform stores it, reduced to what the runner reads. */
export interface StoredState {
  readonly stage: string;
  readonly layer: Layer;
  readonly resources: readonly {
    readonly mode?: string;
    readonly type?: string;
    readonly instances?: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
  }[];
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
    found.push({ stage, layer, resources: resourcesOf(await store.read(key)) });
  }
  return found;
}

/** When the state of a stack was last written: the end of its last apply. Undefined where nobody knows. */
export async function stateWrittenAt(
  stack: SynthesizedStack,
  stage: string,
  open: OpenStateStore,
): Promise<Date | undefined> {
  const { backend } = stack.file;
  if (backend.kind === "s3") return open(backend).writtenAt(`${backend.workspacePrefix}/${stage}/${backend.key}`);
  if (backend.kind === "cloud") return undefined;
  const file = join(backend.workspaceDirectory, stage, "terraform.tfstate");
  return existsSync(file) ? statSync(file).mtime : undefined;
}

/** `directory` is that of an account: `<layer>/workspaces/<stage>/terraform.tfstate`. */
function localStates(directory: string, layers: readonly Layer[]): StoredState[] {
  return layers.flatMap((layer) => {
    const workspaces = join(directory, layer, "workspaces");
    return (existsSync(workspaces) ? readdirSync(workspaces) : []).flatMap((stage) => {
      const file = join(workspaces, stage, "terraform.tfstate");
      return existsSync(file) ? [{ stage, layer, resources: resourcesOf(readFileSync(file, "utf8")) }] : [];
    });
  });
}

function resourcesOf(text: string | undefined): StoredState["resources"] {
  if (text === undefined || text === "") return [];
  return (JSON.parse(text) as Partial<StoredState>).resources ?? [];
}
