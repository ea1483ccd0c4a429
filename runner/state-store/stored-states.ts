import type { TerraformState } from "../../formats/terraform-state";
import type { EmittedStack, StoredState, StoredStates } from "../affected";
import { RunnerError } from "../errors";
import { runPool } from "../schedule";
import { parseBackend, type JsonObject, type StackBackend } from "../synthesis";
import type { OpenStateStore } from "./s3-store";
import { readStateOfStage } from "./terraform-states";

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

/** Place of a stack's state. */
export function backendOf({ root }: Pick<EmittedStack, "root">): StackBackend {
  return parseBackend((root.terraform ?? {}) as JsonObject);
}

function notRead(): RunnerError {
  return new RunnerError(
    "--applied reads states in S3 and on disk, not those in Terraform Cloud; compare with --base <git ref>",
  );
}
