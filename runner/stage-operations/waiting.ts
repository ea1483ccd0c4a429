import { parseStackId } from "../../contracts/layers";
import { isProducer, type RemoteRead, type SynthesizedStack } from "../synthesis";
import type { StackPlan } from "../stack-operations";
import type { Diagnostic } from "../terraform";

/** Errors of AWS and the control plane about things that an earlier stack has yet to create. */
const NOT_THERE_YET =
  /ResourceNotFoundException|ResourceNotFound|NoSuchEntity|Function not found|couldn't find resource|empty result/i;

const WORKSPACE = /^tfe_workspace\./;

/**
 * Name of the earlier stack that has not been applied, where a failed plan means only that; else undefined.
 *
 * Evidence is needed twice: the error is about a value of a remote state (or something not found), and the producer
 * has changes itself, waits itself, or publishes nothing. Everything else stays an error.
 */
export function findWaitsFor(
  stack: SynthesizedStack,
  plan: StackPlan,
  before: ReadonlyMap<string, StackPlan>,
): string | undefined {
  if (plan.status !== "failed" || plan.errors.length === 0) return undefined;
  const producers = plan.errors.map((error) => producerOf(stack, error, before));
  return producers.every((producer) => producer !== undefined) ? producers[0] : undefined;
}

/**
 * The stack that makes planning `stack` pointless: a producer whose state has no outputs, or the layer `workspaces` while it
 * has workspaces to create.
 */
export function findUnapplied(stack: SynthesizedStack, before: ReadonlyMap<string, StackPlan>): string | undefined {
  const creator = [...before.values()].find(createsWorkspaces);
  if (creator !== undefined) return creator.stack;
  for (const read of stack.file.reads) {
    const producer = lookUp(read, before);
    if (producer?.neverApplied === true) return producer.stack;
  }
  return undefined;
}

/** `terraform init` of a stack creates the workspace that it does not find, and then the layer could not any more. */
function createsWorkspaces({ stack, status, changes }: StackPlan): boolean {
  if (parseStackId(stack).layer !== "workspaces" || status === "unchanged") return false;
  return status !== "changed" || changes.some(({ action, address }) => action === "create" && WORKSPACE.test(address));
}

function producerOf(
  stack: SynthesizedStack,
  error: Diagnostic,
  before: ReadonlyMap<string, StackPlan>,
): string | undefined {
  const read = stack.file.reads.find(({ address }) => mentions(error, address));
  if (read !== undefined) {
    const producer = lookUp(read, before);
    if (producer === undefined) return saysEmpty(error) ? otherStage(read) : undefined;
    return isPending(producer) || saysEmpty(error) ? producer.stack : undefined;
  }
  if (!NOT_THERE_YET.test(`${error.summary}\n${error.detail}`)) return undefined;
  return [...before.values()].find((plan) => isPending(plan) && reads(stack, plan.stack))?.stack;
}

function mentions({ values, address, summary, detail }: Diagnostic, read: string): boolean {
  if (summary === "Unable to find remote state" || /No stored state was found/.test(detail)) return address === read;
  return summary === "Unsupported attribute" || summary === "Invalid index"
    ? values.some(({ traversal }) => traversal === read || traversal.startsWith(`${read}.`))
    : false;
}

function saysEmpty({ values, summary }: Diagnostic): boolean {
  return (
    summary === "Unable to find remote state" ||
    values.some(({ statement }) => statement === "is object with no attributes")
  );
}

function isPending(plan: StackPlan): boolean {
  return plan.status === "changed" || plan.status === "waiting";
}

function reads(stack: SynthesizedStack, producer: string): boolean {
  return stack.file.reads.some((read) => isProducer(read, producer));
}

function lookUp(read: RemoteRead, before: ReadonlyMap<string, StackPlan>): StackPlan | undefined {
  return [...before.values()].find((plan) => isProducer(read, plan.stack));
}

function otherStage(read: RemoteRead): string {
  return read.stage === undefined ? read.producer : `${read.producer} of stage ${read.stage}`;
}
