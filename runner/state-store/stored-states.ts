import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { LAYERS, stackId, type Layer } from "../../contracts/layers";
import type { TerraformState } from "../../formats/terraform-state";
import type { EmittedStack, StateWithoutStack, StoredState, StoredStates } from "../affected";
import { RunnerError } from "../errors";
import { runPool } from "../schedule";
import { parseBackend, type JsonObject, type StackBackend } from "../synthesis";
import { holdsResources } from "./other-stages";
import type { OpenStateStore } from "./s3-store";
import { readStateObject, readStateFile, readStateOfStage } from "./terraform-states";

/** Requests at the same time: reading a state is waiting. */
const PARALLELISM = 16;

/**
 * The stored states of stacks, read past terraform: no initialization, no provider.
 *
 * @throws RunnerError for states in Terraform Cloud, and where a bucket cannot be read
 */
export async function readStoredStates(stacks: readonly EmittedStack[], open: OpenStateStore): Promise<StoredStates> {
  const { results } = await runPool(stacks, (stack) => readState(stack, open), { parallelism: PARALLELISM });
  const found = new Map<EmittedStack, StoredState>();
  stacks.forEach((stack, index) => {
    const state = results[index];
    if (state !== undefined) found.set(stack, recordOf(state));
  });
  return found;
}

/**
 * States with resources for which there is no stack, in the places where these stacks keep theirs: the bucket of each account
 * that still is in the configuration, or the directory of the local backend.
 */
export async function findStatesWithoutStack(
  stacks: readonly EmittedStack[],
  open: OpenStateStore,
): Promise<StateWithoutStack[]> {
  const known = new Set(stacks.map(({ stage, id }) => `${stage}/${id}`));
  const places = new Map(stacks.map((stack) => [placeOf(stack), stack]));
  const { results } = await runPool([...places.values()], (stack) => listStates(stack, open), {
    parallelism: PARALLELISM,
  });
  const listed = results.flatMap((states) => states ?? []).filter(({ stage, id }) => !known.has(`${stage}/${id}`));
  const held = await runPool(listed, async ({ read }) => holdsResources(await read()), { parallelism: PARALLELISM });
  return listed.filter((_, index) => held.results[index]).map(({ stage, id }) => ({ stage, id }));
}

interface ListedState extends StateWithoutStack {
  readonly read: () => Promise<TerraformState | undefined>;
}

/** States of the stack's stage beside its own. */
async function listStates(stack: EmittedStack, open: OpenStateStore): Promise<ListedState[]> {
  const backend = backendOf(stack);
  const { stage } = stack;
  if (backend.kind === "s3") {
    const store = open(backend);
    const prefix = `${backend.workspacePrefix}/${stage}/`;
    return (await store.list(prefix)).flatMap((key) => {
      const [account, layer, file] = key.slice(prefix.length).split("/");
      return file === "terraform.tfstate" && isLayer(layer)
        ? [{ stage, id: stackId({ account, layer }), read: () => readStateObject(store, key) }]
        : [];
    });
  }
  if (backend.kind === "cloud") throw notRead();
  const root = dirname(dirname(dirname(backend.path)));
  return directories(root).flatMap((account) =>
    directories(join(root, account))
      .filter(isLayer)
      .map((layer) => {
        const file = join(root, account, layer, "workspaces", stage, "terraform.tfstate");
        return { stage, id: stackId({ account, layer }), read: () => Promise.resolve(readStateFile(file)) };
      }),
  );
}

async function readState(stack: EmittedStack, open: OpenStateStore): Promise<TerraformState | undefined> {
  const backend = backendOf(stack);
  if (backend.kind === "cloud") throw notRead();
  return readStateOfStage(backend, stack.stage, open);
}

/** Reduces a state to outputs and to what was read of other states. */
export function recordOf({ outputs, resources }: TerraformState): StoredState {
  const reads = resources.flatMap(({ mode, type, name, instances }) => {
    // A dynamic value stands in the state with its type: https://developer.hashicorp.com/terraform/language/state/remote-state-data
    const { value } = (instances[0]?.attributes.outputs ?? {}) as { readonly value?: StoredState["reads"][string] };
    return mode === "data" && type === "terraform_remote_state" && value !== undefined ? [[name, value] as const] : [];
  });
  return { outputs, reads: Object.fromEntries(reads) };
}

function backendOf({ root }: EmittedStack): StackBackend {
  return parseBackend((root.terraform ?? {}) as JsonObject);
}

/** The bucket or directory in which a stack's state lies, with those of others of its stage. */
function placeOf(stack: EmittedStack): string {
  const backend = backendOf(stack);
  const where =
    backend.kind === "s3" ? backend.bucket : backend.kind === "local" ? dirname(dirname(dirname(backend.path))) : "";
  return `${stack.stage} ${where}`;
}

function notRead(): RunnerError {
  return new RunnerError(
    "--applied reads states in S3 and on disk, not those in Terraform Cloud; compare with --base <git ref>",
  );
}

function isLayer(name: string | undefined): name is Layer {
  return LAYERS.some((layer) => layer === name);
}

function directories(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
